using Accounts.Platform.Storage;

namespace Accounts.Access;

/// <summary>Keys of the rows that let others act on an organization.</summary>
public static class DelegationKeys
{
    /// <summary>Kind of all of them.</summary>
    [RowKey(Tables.Organizations)]
    public const string Delegations = "via:";

    /// <summary>The main account that this one is a sub-account of.</summary>
    public const string MainAccount = Delegations + "main";

    /// <summary>One partner.</summary>
    public static string Partner(string partnerId) => $"{Delegations}partner:{partnerId}";
}
