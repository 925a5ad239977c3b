using Accounts.Platform.Storage;

namespace Accounts.Relations.SubAccounts;

/// <summary>Keys of the tree of main accounts and sub-accounts, and of the list of each main account.</summary>
public static class SubAccountKeys
{
    /// <summary>Key of the organization's place in the tree.</summary>
    [RowKey(Tables.Organizations)]
    public const string Place = "place";

    /// <summary>Prefix of the sub-accounts in a main account's list, by number.</summary>
    [RowKey(Tables.Organizations)]
    public const string ByNumber = "sub:";

    /// <summary>Prefix of the same by name.</summary>
    [RowKey(Tables.Organizations)]
    public const string ByName = "sub-name:";

    /// <summary>Prefix of the same by every name that a search finds.</summary>
    [RowKey(Tables.Organizations)]
    public const string Found = "sub-find:";

    /// <summary>Key of the products that a sub-account was ordered with.</summary>
    [RowKey(Tables.Organizations)]
    public const string Order = "sub-account-order";

    /// <summary>One sub-account in the main account's list, by number.</summary>
    public static string OfNumber(string subAccountId) => ByNumber + subAccountId;

    /// <summary>The same by name; '!' sorts before every character of a name key.</summary>
    public static string OfName(string nameKey, string subAccountId) => $"{ByName}{nameKey}!{subAccountId}";

    /// <summary>The same by one of the names that a search finds.</summary>
    public static string OfSearch(string nameKey, string subAccountId) => $"{Found}{nameKey}!{subAccountId}";
}
