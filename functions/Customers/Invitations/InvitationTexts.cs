using Accounts.Platform.Mail;
using Accounts.Relations.Partners;
using Accounts.Relations.SubAccounts;

namespace Accounts.Customers.Invitations;

/// <summary>Which text goes with which mail of an invitation.</summary>
internal static class InvitationTexts
{
    /// <summary>The mail; null when there is nothing to say.</summary>
    public static MailContent? Of(InvitationMail mail, Invitation invitation, Uri link)
    {
        if (invitation.SubAccountId is { } number)
            return LinkMails.Of(mail, invitation, number, link);
        var (language, organization, inviter) = (invitation.Language, invitation.OrganizationName, invitation.InvitedBy.Name);
        if (invitation.Customer is { } request)
            return Of(mail, invitation, request, link);
        return mail switch
        {
            InvitationMail.Invitation when invitation.Kind == InvitationKind.Owner => InvitationMails.Owner(language, invitation.InvitedName ?? invitation.Email, organization, invitation.ExpiresAt, link),
            InvitationMail.Invitation => InvitationMails.Member(language, inviter, organization, invitation.Role!.Value, invitation.ExpiresAt, link),
            InvitationMail.FirstReminder => InvitationMails.FirstReminder(language, organization, invitation.ExpiresAt, link),
            InvitationMail.SecondReminder => InvitationMails.SecondReminder(language, organization, invitation.ExpiresAt, link),
            InvitationMail.Undeliverable => InvitationNotices.Undeliverable(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
            InvitationMail.Outcome => invitation.State switch
            {
                InvitationState.Accepted => InvitationNotices.Accepted(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
                InvitationState.Declined => InvitationNotices.Declined(invitation.InvitedBy.Language, inviter, invitation.Email, organization),
                InvitationState.Expired => InvitationNotices.Expired(invitation.InvitedBy.Language, inviter, invitation.Email, organization, invitation.ExpiresAt),
                // Whoever took it back knows.
                _ => null,
            },
            _ => null,
        };
    }

    private static MailContent? Of(InvitationMail mail, Invitation invitation, CustomerRequest request, Uri link)
    {
        var (partner, inviter) = (invitation.OrganizationName, invitation.InvitedBy);
        return mail switch
        {
            InvitationMail.Invitation => CustomerRequestMails.Request(invitation.Language, inviter.Name, partner, request, invitation.ExpiresAt, link),
            InvitationMail.FirstReminder => CustomerRequestMails.Reminder(invitation.Language, isLast: false, partner, invitation.ExpiresAt, link),
            InvitationMail.SecondReminder => CustomerRequestMails.Reminder(invitation.Language, isLast: true, partner, invitation.ExpiresAt, link),
            // Of an accepted one the partnership tells; whoever took it back knows.
            InvitationMail.Undeliverable when invitation.State == InvitationState.Pending => Outcome(),
            InvitationMail.Outcome when invitation.State is InvitationState.Declined or InvitationState.Expired => Outcome(),
            _ => null,
        };

        MailContent Outcome() => CustomerRequestMails.Outcome(inviter.Language, inviter.Name, request.CompanyName, invitation.Email, invitation.State);
    }
}
