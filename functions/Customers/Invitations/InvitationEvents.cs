using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>The events of invitations for the audit log.</summary>
public static class InvitationEvents
{
    /// <summary>An event of an invitation, with its kind and role.</summary>
    public static AuditEvent Event(this Invitation invitation, AuditAction action, Actor actor)
    {
        var happened = new AuditEvent(action, actor, invitation.Id).With("kind", EnumNames.Of(invitation.Kind));
        return invitation.Role is { } role ? happened.With("role", EnumNames.Of(role)) : happened;
    }

    /// <summary>The event of an ended invitation, by its state.</summary>
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
