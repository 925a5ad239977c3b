using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Keys of members, with the organization and with the user.</summary>
public static class MemberKeys
{
    /// <summary>Kind of the members.</summary>
    [RowKey(Tables.Organizations)]
    public const string Members = "member:";

    /// <summary>Kind of the memberships of a user, in the user's partition.</summary>
    [RowKey(Tables.Users)]
    public const string Memberships = "membership:";

    /// <summary>One member.</summary>
    public static string Member(string userId) => Members + userId;

    /// <summary>One membership.</summary>
    public static string Membership(string organizationId) => Memberships + organizationId;
}
