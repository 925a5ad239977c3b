using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Search;

/// <summary>Keys of what organizations are found by. All lie in one partition, so that a search is one range of rows.</summary>
public static class SearchKeys
{
    /// <summary>Kind of the rows by customer number.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByNumber = "number:";

    /// <summary>Kind of the rows by name; each word of a name begins one.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByName = "name:";

    /// <summary>Kind of the rows by e-mail address; a hash stands for the address.</summary>
    [RowKey(Tables.OrganizationSearch)]
    public const string ByEmail = "email:";

    [RowKey(Tables.OrganizationSearch)]
    private const string Organizations = "organization:";

    [RowKey(Tables.OrganizationSearch)]
    private const string OfOrganizations = "of:";

    /// <summary>The row of an organization that all changes of its entries replace.</summary>
    public static string Organization(string organizationId) => Organizations + organizationId;

    /// <summary>Kind of the rows that say which entries an organization has.</summary>
    public static string Of(string organizationId) => $"{OfOrganizations}{organizationId}:";

    /// <summary>What an entry by a number begins with.</summary>
    public static string Number(string number) => number + "!";

    /// <summary>What an entry by an address begins with.</summary>
    public static string Email(EmailAddress email) => Hashes.Of(email.Key) + "!";

    /// <summary>The most words of a name that it is found by.</summary>
    public const int MaxWords = 8;

    /// <summary>The keys that a name is found by: from each of its words on.</summary>
    public static IEnumerable<string> Names(string name)
    {
        var words = NameKey.Of(name).Split('-');
        return Enumerable.Range(0, Math.Min(words.Length, MaxWords))
            .Select(first => string.Join('-', words[first..]))
            .Where(key => key.Length > 0);
    }
}
