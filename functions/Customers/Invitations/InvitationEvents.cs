using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>What the audit log says of invitations.</summary>
public static class InvitationEvents
{
    /// <summary>Something happened to an invitation.</summary>
    public static AuditEvent Event(this Invitation invitation, AuditAction action, Actor actor)
    {
        var happened = new AuditEvent(action, actor, invitation.Id).With("kind", EnumNames.Of(invitation.Kind));
        return invitation.Role is { } role ? happened.With("role", EnumNames.Of(role)) : happened;
    }

    /// <summary>An invitation ended as it says.</summary>
    public static AuditEvent EndEvent(this Invitation ended, Actor actor) => ended.Event(
        ended.State switch
        {
            InvitationState.Accepted => AuditAction.InvitationAccepted,
            InvitationState.Declined => AuditAction.InvitationDeclined,
            InvitationState.Revoked => AuditAction.InvitationRevoked,
            InvitationState.Expired => AuditAction.InvitationExpired,
            _ => throw new ArgumentOutOfRangeException(nameof(ended), "An open invitation has not ended."),
        },
        actor);
}
