using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Organizations;

/// <summary>
/// The requested page of an overview of organizations. Each overview has two rows per entry, one by name and one by number.
/// </summary>
/// <param name="Page">The page.</param>
/// <param name="ByName">Whether to sort by name; otherwise by number.</param>
/// <param name="Begin">The beginning of the name's key or of the number; empty for all.</param>
public sealed record OverviewRequest(PageRequest Page, bool ByName, string Begin)
{
    private const int MaxSearchLength = 120;

    /// <summary>From <c>?sort=&amp;search=&amp;limit=&amp;cursor=</c>.</summary>
    public static Outcome<OverviewRequest> From(HttpRequest request)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var search = Notation.Pasted(request.Query["search"]);
        if (search.Length > MaxSearchLength || search.Length == 0 && request.Query.ContainsKey("search"))
            return new QueryInvalid("search", "1 to 120 characters");
        var isNumber = search.Length > 0 && search.All(char.IsAsciiDigit);
        bool? byName = request.Query.TryGetValue("sort", out var sort)
            ? sort.ToString() switch { "name" => true, "number" => false, _ => null }
            : !isNumber;
        if (byName is null)
            return new QueryInvalid("sort", "name or number");
        if (byName == false && search.Length > 0 && !isNumber)
            return new QueryInvalid(
                "search", "the first digits of a customer number when sorted by number; leave sort out to search by name");
        var begin = byName.Value ? NameKey.Of(search) : search;
        return search.Length > 0 && begin.Length == 0
            ? new QueryInvalid("search", "a text with at least one letter or digit")
            : new OverviewRequest(page, byName.Value, begin);
    }
}
