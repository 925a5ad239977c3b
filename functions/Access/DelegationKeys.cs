using Accounts.Platform.Storage;

namespace Accounts.Access;

/// <summary>Keys of the rows that let others act on an organization.</summary>
public static class DelegationKeys
{
    /// <summary>Prefix of all these rows.</summary>
    [RowKey(Tables.Organizations)]
    public const string Delegations = "via:";

    /// <summary>The row of the main account, if the organization is a sub-account.</summary>
    public const string MainAccount = Delegations + "main";

    /// <summary>The row of a partner.</summary>
    public static string Partner(string partnerId) => $"{Delegations}partner:{partnerId}";
}
