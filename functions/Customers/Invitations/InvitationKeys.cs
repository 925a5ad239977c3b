using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Keys of the invitations of an organization.</summary>
public static class InvitationKeys
{
    /// <summary>Key prefix of the invitations.</summary>
    [RowKey(Tables.Organizations)]
    public const string Invitations = "invitation:";

    /// <summary>Row that counts the open invitations.</summary>
    [RowKey(Tables.Organizations)]
    public const string Open = "open-invitations";

    [RowKey(Tables.Organizations)]
    private const string Reserved = "invited:";

    public static string Invitation(string invitationId) => Invitations + invitationId;

    /// <summary>
    /// Reserves an address while its invitation is open. The address itself must not be in a key, so the key has its hash. Invitations
    /// that make members share one reservation; every other kind has its own.
    /// </summary>
    public static string Invited(string emailKey, InvitationKind kind) => kind is InvitationKind.Member or InvitationKind.Owner
        ? Reserved + Hashes.Of(emailKey)
        : $"{Reserved}{EnumNames.Of(kind)}:{Hashes.Of(emailKey)}";
}
