using Accounts.Platform.Storage;

namespace Accounts.Relations.SubAccounts;

/// <summary>Keys of the tree of main accounts and sub-accounts, and of the list of each main account.</summary>
public static class SubAccountKeys
{
    /// <summary>Where the organization stands in the tree.</summary>
    [RowKey(Tables.Organizations)]
    public const string Place = "place";

    /// <summary>Kind of the sub-accounts of a main account in its list, by number.</summary>
    [RowKey(Tables.Organizations)]
    public const string ByNumber = "sub:";

    /// <summary>Kind of the same by name.</summary>
    [RowKey(Tables.Organizations)]
    public const string ByName = "sub-name:";

    /// <summary>Kind of the same by all names under which they are searched for.</summary>
    [RowKey(Tables.Organizations)]
    public const string Found = "sub-find:";

    /// <summary>What an ordered sub-account was ordered with.</summary>
    [RowKey(Tables.Organizations)]
    public const string Order = "sub-account-order";

    /// <summary>One sub-account in the main account's list, by number.</summary>
    public static string OfNumber(string subAccountId) => ByNumber + subAccountId;

    /// <summary>The same by name; '!' sorts before all that names are made of.</summary>
    public static string OfName(string nameKey, string subAccountId) => $"{ByName}{nameKey}!{subAccountId}";

    /// <summary>The same by one of the names under which it is searched for.</summary>
    public static string OfSearch(string nameKey, string subAccountId) => $"{Found}{nameKey}!{subAccountId}";
}
