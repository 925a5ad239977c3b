using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Keys of the invitations of an organization.</summary>
public static class InvitationKeys
{
    /// <summary>Kind of the invitations.</summary>
    [RowKey(Tables.Organizations)]
    public const string Invitations = "invitation:";

    /// <summary>How many of them wait for an answer.</summary>
    [RowKey(Tables.Organizations)]
    public const string Open = "open-invitations";

    [RowKey(Tables.Organizations)]
    private const string Reserved = "invited:";

    /// <summary>One invitation.</summary>
    public static string Invitation(string invitationId) => Invitations + invitationId;

    /// <summary>
    /// Reserves an address while its invitation is open; the address itself does not belong into a key. What makes members
    /// shares one reservation, everything else has one of its own.
    /// </summary>
    public static string Invited(string emailKey, InvitationKind kind) => kind is InvitationKind.Member or InvitationKind.Owner
        ? Reserved + Hashes.Of(emailKey)
        : $"{Reserved}{EnumNames.Of(kind)}:{Hashes.Of(emailKey)}";
}
