using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Mails to those who invited somebody, on what became of it. They ask for nothing and have no link.</summary>
public static class InvitationNotices
{
    /// <summary>The invitation was accepted.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="inviter">First and last name of the receiver, where known.</param>
    /// <param name="invited">Name or e-mail address of who was invited.</param>
    /// <param name="organization">Its name.</param>
    public static MailContent Accepted(Language language, string? inviter, string invited, string organization) => language switch
    {
        Language.German => new MailContent(
            language,
            $"{invited} hat Ihre Einladung angenommen",
            $"{organization} hat ein neues Mitglied.",
            new Greeting(inviter),
            new Paragraph($"{invited} hat Ihre Einladung angenommen und gehört jetzt zur Organisation {organization}.")),
        _ => new MailContent(
            language,
            $"{invited} has accepted your invitation",
            $"{organization} has a new member.",
            new Greeting(inviter),
            new Paragraph($"{invited} has accepted your invitation and now belongs to the organization {organization}.")),
    };

    /// <summary>The invitation was declined.</summary>
    public static MailContent Declined(Language language, string? inviter, string invited, string organization) => language switch
    {
        Language.German => new MailContent(
            language,
            $"{invited} hat Ihre Einladung abgelehnt",
            $"Die Einladung zu {organization} ist damit beendet.",
            new Greeting(inviter),
            new Paragraph($"{invited} hat Ihre Einladung zur Organisation {organization} abgelehnt. Die Einladung ist damit beendet.")),
        _ => new MailContent(
            language,
            $"{invited} has declined your invitation",
            $"The invitation to {organization} has ended.",
            new Greeting(inviter),
            new Paragraph($"{invited} has declined your invitation to the organization {organization}. The invitation has ended.")),
    };

    /// <summary>Nobody answered in time.</summary>
    public static MailContent Expired(Language language, string? inviter, string invited, string organization, DateTimeOffset expiredAt) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihre Einladung an {invited} ist abgelaufen",
                "Sie können jederzeit eine neue Einladung senden.",
                new Greeting(inviter),
                new Paragraph(
                    $"Ihre Einladung an {invited} zur Organisation {organization} ist am {MailDates.Moment(expiredAt, language)} "
                        + "abgelaufen, ohne dass eine Antwort kam."),
                new Paragraph("Sie können jederzeit eine neue Einladung senden.")),
            _ => new MailContent(
                language,
                $"Your invitation to {invited} has expired",
                "You can send a new invitation at any time.",
                new Greeting(inviter),
                new Paragraph(
                    $"Your invitation to {invited} for the organization {organization} expired on {MailDates.Moment(expiredAt, language)} "
                        + "without an answer."),
                new Paragraph("You can send a new invitation at any time.")),
        };

    /// <summary>The invitation never reached its address, and will not.</summary>
    public static MailContent Undeliverable(Language language, string? inviter, string invited, string organization) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Einladung an {invited} war nicht zustellbar",
            "Bitte prüfen Sie die E-Mail-Adresse.",
            new Greeting(inviter),
            new Paragraph($"Ihre Einladung zur Organisation {organization} konnte endgültig nicht zugestellt werden:"),
            new Facts(("E-Mail-Adresse", invited)),
            new Paragraph("Bitte prüfen Sie die Schreibweise der Adresse und senden Sie eine neue Einladung.")),
        _ => new MailContent(
            language,
            $"Your invitation to {invited} could not be delivered",
            "Please check the e-mail address.",
            new Greeting(inviter),
            new Paragraph($"We were permanently unable to deliver your invitation to the organization {organization}:"),
            new Facts(("E-mail address", invited)),
            new Paragraph("Please check the spelling of the address and send a new invitation.")),
    };
}
