using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Search;

/// <summary>What is searched for, as a range of keys.</summary>
/// <param name="Kind">The key prefix of the entries to search.</param>
/// <param name="Begin">What the rest of the key begins with.</param>
public sealed record SearchQuery(string Kind, string Begin)
{
    private const int MinLength = 2;
    private const int MaxLength = 120;

    /// <summary>All organizations, by their numbers.</summary>
    public static SearchQuery All { get; } = new(SearchKeys.ByNumber, "");

    /// <summary>From <c>?q=</c>.</summary>
    public static Outcome<SearchQuery> From(string text)
    {
        var typed = text.Trim();
        if (typed.Length is < MinLength or > MaxLength)
            return Invalid;
        // Only a whole address can be found, because the rows have its hash.
        if (typed.Contains('@', StringComparison.Ordinal))
            return EmailAddress.Parse(typed).Value is { } email ? new SearchQuery(SearchKeys.ByEmail, SearchKeys.Email(email)) : Invalid;
        if (typed.All(char.IsAsciiDigit))
            return new SearchQuery(SearchKeys.ByNumber, typed);
        var key = NameKey.Of(typed);
        return key.Length < MinLength ? Invalid : new SearchQuery(SearchKeys.ByName, key);
    }

    /// <summary>
    /// Whether to show the organization at this entry. Several words of a name may match, and only the first match is shown.
    /// </summary>
    public bool IsFirst(string rowKey, SearchHit hit)
    {
        if (Kind != SearchKeys.ByName)
            return true;
        var first = SearchKeys.Names(hit.Name).Where(key => key.StartsWith(Begin, StringComparison.Ordinal)).Min(StringComparer.Ordinal);
        return rowKey == $"{Kind}{first}!{hit.Id}";
    }

    private static QueryInvalid Invalid { get; } = new(
        "q", "the first digits of a customer number, the beginning of a word of a name, or a whole e-mail address; 2 to 120 characters");
}
