using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Mails to inviters about the outcome. They ask for nothing and have no link.</summary>
public static class InvitationNotices
{
    /// <summary>The invitation was accepted.</summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="inviter">First and last name of the receiver, where known.</param>
    /// <param name="invited">Name or e-mail address of the invited person.</param>
    /// <param name="organization">Name of the organization.</param>
    public static MailContent Accepted(Language language, string? inviter, string invited, string organization) => language switch
    {
        Language.German => new MailContent(
            language,
            $"{invited} hat Ihre Einladung angenommen",
            $"{organization} hat ein neues Mitglied.",
            new Greeting(inviter),
            new Paragraph($"{invited} hat Ihre Einladung angenommen und gehört jetzt zur Organisation {organization}.")),
        Language.French => new MailContent(
            language,
            $"{invited} a accepté votre invitation",
            $"L’organisation {organization} compte un nouveau membre.",
            new Greeting(inviter),
            new Paragraph($"{invited} a accepté votre invitation et fait désormais partie de l’organisation {organization}.")),
        Language.Italian => new MailContent(
            language,
            $"{invited} ha accettato il Suo invito",
            $"L’organizzazione {organization} ha un nuovo membro.",
            new Greeting(inviter),
            new Paragraph($"{invited} ha accettato il Suo invito e ora fa parte dell’organizzazione {organization}.")),
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
        Language.French => new MailContent(
            language,
            $"{invited} a refusé votre invitation",
            $"L’invitation à rejoindre {organization} est donc close.",
            new Greeting(inviter),
            new Paragraph($"{invited} a refusé votre invitation à rejoindre l’organisation {organization}. L’invitation est donc close.")),
        Language.Italian => new MailContent(
            language,
            $"{invited} ha rifiutato il Suo invito",
            $"L’invito all’organizzazione {organization} è quindi chiuso.",
            new Greeting(inviter),
            new Paragraph($"{invited} ha rifiutato il Suo invito all’organizzazione {organization}. L’invito è quindi chiuso.")),
        _ => new MailContent(
            language,
            $"{invited} has declined your invitation",
            $"The invitation to {organization} has ended.",
            new Greeting(inviter),
            new Paragraph($"{invited} has declined your invitation to the organization {organization}. The invitation has ended.")),
    };

    /// <summary>The invitation was not answered in time.</summary>
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
            Language.French => new MailContent(
                language,
                $"Votre invitation à {invited} a expiré",
                "Vous pouvez envoyer une nouvelle invitation à tout moment.",
                new Greeting(inviter),
                new Paragraph(
                    $"Votre invitation à {invited} pour l’organisation {organization} a expiré sans réponse le "
                        + $"{MailDates.Moment(expiredAt, language)}."),
                new Paragraph("Vous pouvez envoyer une nouvelle invitation à tout moment.")),
            Language.Italian => new MailContent(
                language,
                $"Il Suo invito a {invited} è scaduto",
                "Può inviare un nuovo invito in qualsiasi momento.",
                new Greeting(inviter),
                new Paragraph(
                    $"Il Suo invito a {invited} per l’organizzazione {organization} è scaduto senza risposta il giorno "
                        + $"{MailDates.Moment(expiredAt, language)}."),
                new Paragraph("Può inviare un nuovo invito in qualsiasi momento.")),
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

    /// <summary>The invitation can never be delivered to its address.</summary>
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
        Language.French => new MailContent(
            language,
            $"Votre invitation à {invited} n’a pas pu être remise",
            "Veuillez vérifier l’adresse e-mail.",
            new Greeting(inviter),
            new Paragraph($"Votre invitation à rejoindre l’organisation {organization} n’a définitivement pas pu être remise:"),
            new Facts(("Adresse e-mail", invited)),
            new Paragraph("Veuillez vérifier l’orthographe de l’adresse et envoyer une nouvelle invitation.")),
        Language.Italian => new MailContent(
            language,
            $"Non è stato possibile recapitare il Suo invito a {invited}",
            "La preghiamo di verificare l’indirizzo e-mail.",
            new Greeting(inviter),
            new Paragraph($"Non è stato definitivamente possibile recapitare il Suo invito all’organizzazione {organization}:"),
            new Facts(("Indirizzo e-mail", invited)),
            new Paragraph("La preghiamo di verificare l’ortografia dell’indirizzo e di inviare un nuovo invito.")),
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
