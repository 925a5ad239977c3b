using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Search;

/// <summary>Keys of the search entries. All are in one partition, so that a search is one range of rows.</summary>
public static class SearchKeys
{
    /// <summary>Key prefix of the entries by customer number.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByNumber = "number:";

    /// <summary>Key prefix of the entries by name. Each word of a name has an entry that begins with it.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByName = "name:";

    /// <summary>Key prefix of the entries by e-mail address. The key has a hash instead of the address.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByEmail = "email:";

    [RowKey(Tables.OrganizationSearch)]
    private const string Organizations = "organization:";

    [RowKey(Tables.OrganizationSearch)]
    private const string OfOrganizations = "of:";

    /// <summary>Row of an organization that every change of its entries replaces.</summary>
    public static string Organization(string organizationId) => Organizations + organizationId;

    /// <summary>Key prefix of the rows that list the entries of an organization.</summary>
    public static string Of(string organizationId) => $"{OfOrganizations}{organizationId}:";

    /// <summary>The beginning of an entry by number.</summary>
    public static string Number(string number) => number + "!";

    /// <summary>The beginning of an entry by e-mail address.</summary>
    public static string Email(EmailAddress email) => Hashes.Of(email.Key) + "!";

    /// <summary>Maximum number of words of a name that have an entry.</summary>
    public const int MaxWords = 8;

    /// <summary>The keys of a name: one from each of its words on.</summary>
    public static IEnumerable<string> Names(string name)
    {
        var words = NameKey.Of(name).Split('-');
        return Enumerable.Range(0, Math.Min(words.Length, MaxWords))
            .Select(first => string.Join('-', words[first..]))
            .Where(key => key.Length > 0);
    }
}
