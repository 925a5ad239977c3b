using Accounts.Platform.Storage;

namespace Accounts.Customers.Organizations;

/// <summary>Keys of the two rows of every organization, in the partition of its customer number.</summary>
public static class OrganizationKeys
{
    /// <summary>The container.</summary>
    [RowKey(Tables.Organizations)]
    public const string Organization = "organization";

    /// <summary>Its commercial side.</summary>
    [RowKey(Tables.Organizations)]
    public const string Account = "account";
}
