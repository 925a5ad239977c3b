using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Keys of members, in the partitions of organizations and of users.</summary>
public static class MemberKeys
{
    /// <summary>Key prefix of the members.</summary>
    [RowKey(Tables.Organizations)]
    public const string Members = "member:";

    /// <summary>Key prefix of the memberships of a user, in the user's partition.</summary>
    [RowKey(Tables.Users)]
    public const string Memberships = "membership:";

    public static string Member(string userId) => Members + userId;

    public static string Membership(string organizationId) => Memberships + organizationId;
}
