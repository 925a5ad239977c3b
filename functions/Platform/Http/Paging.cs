using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>The requested page of a list.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="After">The end of the last row key of the previous page; empty for the first page.</param>
public sealed record PageRequest(int Limit, string After)
{
    /// <summary>Most entries a page may have.</summary>
    public const int MaxLimit = 100;

    /// <summary>Entries per page when the request has no limit.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Reads <c>?limit=&amp;cursor=</c>.</summary>
    public static Outcome<PageRequest> From(HttpRequest request)
    {
        var limit = DefaultLimit;
        if (request.Query.TryGetValue("limit", out var wished)
            && !(int.TryParse(wished, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit))
            return new QueryInvalid("limit", "a number from 1 to 100");
        var after = "";
        if (request.Query.TryGetValue("cursor", out var cursor) && !TryDecode(cursor.ToString(), out after))
            return new QueryInvalid("cursor", "the nextCursor of the previous page, unchanged");
        return new PageRequest(limit, after);
    }

    /// <summary>The cursor of the page that starts after a row.</summary>
    public static string? CursorAfter(string? rowKeyEnd) =>
        rowKeyEnd is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rowKeyEnd));

    // A cursor only chooses where to start within the caller's own range, so it needs no signature; it must just be a possible key.
    private static bool TryDecode(string cursor, out string after)
    {
        after = "";
        if (cursor.Length is 0 or > 500 || !Base64Url.IsValid(cursor))
            return false;
        after = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return after.All(c => c is >= ' ' and <= '~' and not '/' and not '\\' and not '#' and not '?' and not ';');
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The entries, at most as many as <c>limit</c> says.</param>
/// <param name="NextCursor">Goes into <c>?cursor=</c> for the next page; absent on the last one.</param>
public sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor);
