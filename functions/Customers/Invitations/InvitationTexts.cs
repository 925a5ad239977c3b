using Accounts.Platform.Mail;

namespace Accounts.Customers.Invitations;

/// <summary>Selects the texts for the mails of an invitation to become a member.</summary>
internal static class InvitationTexts
{
    /// <summary>The mail; null when no mail is sent.</summary>
    public static MailContent? Of(InvitationMail mail, Invitation invitation, Uri link)
    {
        var (language, organization, inviter) = (invitation.Language, invitation.OrganizationName, invitation.InvitedBy.Name);
        return mail switch
        {
            InvitationMail.Invitation when invitation.Kind == InvitationKind.Owner =>
                InvitationMails.Owner(language, invitation.InvitedName ?? invitation.Email, organization, invitation.ExpiresAt, link),
            InvitationMail.Invitation =>
                InvitationMails.Member(language, inviter, organization, invitation.Role!.Value, invitation.ExpiresAt, link),
            InvitationMail.FirstReminder => InvitationMails.FirstReminder(language, organization, invitation.ExpiresAt, link),
            InvitationMail.SecondReminder => InvitationMails.SecondReminder(language, organization, invitation.ExpiresAt, link),
            InvitationMail.Undeliverable =>
                InvitationNotices.Undeliverable(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
            InvitationMail.Outcome => invitation.State switch
            {
                InvitationState.Accepted =>
                    InvitationNotices.Accepted(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
                InvitationState.Declined =>
                    InvitationNotices.Declined(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
                InvitationState.Expired =>
                    InvitationNotices.Expired(invitation.InvitedBy.Language, inviter, invitation.Email, organization, invitation.ExpiresAt),
                // Revoked: the organization that did this needs no mail.
                _ => null,
            },
            _ => null,
        };
    }
}
