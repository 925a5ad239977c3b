using Accounts.Access;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Mails to invited people. Each has one link, to the page where the invitation is answered.</summary>
public static class InvitationMails
{
    /// <summary>Invites somebody to an organization.</summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="inviter">Name or e-mail address of the inviter.</param>
    /// <param name="organization">Name of the organization.</param>
    /// <param name="role">The role that the receiver would have there.</param>
    /// <param name="expiresAt">Until when it can be answered.</param>
    /// <param name="link">The address where it can be answered.</param>
    public static MailContent Member(Language language, string inviter, string organization, Role role, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Einladung zu {organization}",
                $"{inviter} hat Sie eingeladen. Sie können bis zum {until} antworten.",
                new Greeting(),
                new Paragraph($"{inviter} hat Sie eingeladen, der Organisation {organization} im Kundenportal beizutreten."),
                new Facts(("Organisation", organization), ("Ihre Rolle", RoleNames.Of(role, language)), ("Gültig bis", until)),
                new Link("Einladung ansehen", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    $"Falls Sie weder {inviter} noch {organization} kennen, können Sie diese E-Mail löschen. Ohne Ihre Zustimmung "
                        + "geschieht nichts.")),
            Language.French => new MailContent(
                language,
                $"Invitation à rejoindre {organization}",
                $"{inviter} vous invite. Vous pouvez répondre jusqu’au {until}.",
                new Greeting(),
                new Paragraph($"{inviter} vous invite à rejoindre l’organisation {organization} dans le portail client."),
                new Facts(("Organisation", organization), ("Votre rôle", RoleNames.Of(role, language)), ("Valable jusqu’au", until)),
                new Link("Voir l’invitation", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    $"Si vous ne connaissez ni {inviter} ni {organization}, vous pouvez supprimer cet e-mail. Rien ne se passe sans votre "
                        + "accord.")),
            Language.Italian => new MailContent(
                language,
                $"Invito all’organizzazione {organization}",
                $"{inviter} La invita. Può rispondere fino al giorno {until}.",
                new Greeting(),
                new Paragraph($"{inviter} La invita a unirsi all’organizzazione {organization} nel portale clienti."),
                new Facts(("Organizzazione", organization), ("Il Suo ruolo", RoleNames.Of(role, language)), ("Scadenza", until)),
                new Link("Visualizzare l’invito", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    $"Se non conosce né {inviter} né {organization}, può eliminare questa e-mail. Senza il Suo consenso non succede "
                        + "nulla.")),
            _ => new MailContent(
                language,
                $"Invitation to {organization}",
                $"{inviter} has invited you. You can answer until {until}.",
                new Greeting(),
                new Paragraph($"{inviter} has invited you to join the organization {organization} in the customer portal."),
                new Facts(("Organization", organization), ("Your role", RoleNames.Of(role, language)), ("Valid until", until)),
                new Link("View invitation", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    $"If you know neither {inviter} nor {organization}, you can delete this e-mail. Nothing happens without your "
                        + "consent.")),
        };
    }

    /// <summary>
    /// Invites the first owner of an organization that the provider has made. <paramref name="name"/> is the first and last name of the
    /// receiver.
    /// </summary>
    public static MailContent Owner(Language language, string name, string organization, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Übernehmen Sie das Kundenkonto von {organization}",
                $"Das Kundenkonto ist vorbereitet. Sie können es bis zum {until} übernehmen.",
                new Greeting(name),
                new Paragraph(
                    $"wir haben ein Kundenkonto für {organization} vorbereitet. Sie sind darin als rechtlich verantwortliche Person "
                        + "vorgesehen und verwalten das Konto, sobald Sie es übernehmen."),
                new Facts(
                    ("Organisation", organization),
                    ("Ihre Rolle", RoleNames.Of(Role.LegalRepresentative, language)),
                    ("Gültig bis", until)),
                new Link("Kundenkonto übernehmen", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    "Falls Sie kein Kundenkonto angefragt haben, können Sie diese E-Mail löschen. "
                        + "Ohne Ihre Zustimmung geschieht nichts.")),
            Language.French => new MailContent(
                language,
                $"Prenez en charge le compte client pour {organization}",
                $"Le compte client est préparé. Vous pouvez le prendre en charge jusqu’au {until}.",
                new Greeting(name),
                new Paragraph(
                    $"Nous avons préparé un compte client pour {organization}. Vous y avez le rôle de représentant légal et gérerez le "
                        + "compte dès que vous l’aurez pris en charge."),
                new Facts(
                    ("Organisation", organization),
                    ("Votre rôle", RoleNames.Of(Role.LegalRepresentative, language)),
                    ("Valable jusqu’au", until)),
                new Link("Prendre en charge le compte", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    "Si vous n’avez pas demandé de compte client, vous pouvez supprimer cet e-mail. Rien ne se passe sans votre accord.")),
            Language.Italian => new MailContent(
                language,
                $"Prenda in carico il conto cliente per {organization}",
                $"Il conto cliente è preparato. Può prenderlo in carico fino al giorno {until}.",
                new Greeting(name),
                new Paragraph(
                    $"Abbiamo preparato un conto cliente per {organization}. Lei vi figura come rappresentante legale e gestirà il conto "
                        + "non appena lo avrà preso in carico."),
                new Facts(
                    ("Organizzazione", organization),
                    ("Il Suo ruolo", RoleNames.Of(Role.LegalRepresentative, language)),
                    ("Scadenza", until)),
                new Link("Prendere in carico il conto", link),
                new Paragraph(HowToAnswer(language)),
                new Note(
                    "Se non ha richiesto un conto cliente, può eliminare questa e-mail. Senza il Suo consenso non succede nulla.")),
            _ => new MailContent(
                language,
                $"Take over the customer account of {organization}",
                $"The customer account is prepared. You can take it over until {until}.",
                new Greeting(name),
                new Paragraph(
                    $"We have prepared a customer account for {organization}. You are to be its legal representative and will manage "
                        + "the account once you take it over."),
                new Facts(
                    ("Organization", organization),
                    ("Your role", RoleNames.Of(Role.LegalRepresentative, language)),
                    ("Valid until", until)),
                new Link("Take over the account", link),
                new Paragraph(HowToAnswer(language)),
                new Note("If you did not ask for a customer account, you can delete this e-mail. Nothing happens without your consent.")),
        };
    }

    /// <summary>The first reminder of an open invitation.</summary>
    public static MailContent FirstReminder(Language language, string organization, DateTimeOffset expiresAt, Uri link) =>
        Reminder(language, language.Pick("Erinnerung", "Reminder", "Rappel", "Promemoria"), organization, expiresAt, link);

    /// <summary>The second and last reminder.</summary>
    public static MailContent SecondReminder(Language language, string organization, DateTimeOffset expiresAt, Uri link) =>
        Reminder(
            language,
            language.Pick("Letzte Erinnerung", "Last reminder", "Dernier rappel", "Ultimo promemoria"),
            organization,
            expiresAt,
            link);

    private static MailContent Reminder(Language language, string kind, string organization, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{kind}: Einladung zu {organization}",
                $"Ihre Antwort steht noch aus. Die Einladung ist bis zum {until} gültig.",
                new Greeting(),
                new Paragraph(
                    $"Ihre Einladung zu {organization} ist noch offen. Sie können sie bis zum {until} annehmen oder ablehnen; danach "
                        + "verfällt sie."),
                new Link("Einladung ansehen", link),
                new Paragraph(HowToAnswer(language))),
            Language.French => new MailContent(
                language,
                $"{kind}: invitation à rejoindre {organization}",
                $"Nous n’avons pas encore reçu votre réponse. L’invitation est valable jusqu’au {until}.",
                new Greeting(),
                new Paragraph(
                    $"Votre invitation à rejoindre {organization} est encore en attente. Vous pouvez l’accepter ou la refuser jusqu’au "
                        + $"{until}; ensuite, elle expire."),
                new Link("Voir l’invitation", link),
                new Paragraph(HowToAnswer(language))),
            Language.Italian => new MailContent(
                language,
                $"{kind}: invito all’organizzazione {organization}",
                $"Non abbiamo ancora ricevuto la Sua risposta. L’invito è valido fino al giorno {until}.",
                new Greeting(),
                new Paragraph(
                    $"Il Suo invito all’organizzazione {organization} è ancora in sospeso. Può accettarlo o rifiutarlo fino al giorno "
                        + $"{until}; in seguito scade."),
                new Link("Visualizzare l’invito", link),
                new Paragraph(HowToAnswer(language))),
            _ => new MailContent(
                language,
                $"{kind}: invitation to {organization}",
                $"We have not had your answer yet. The invitation is valid until {until}.",
                new Greeting(),
                new Paragraph(
                    $"Your invitation to {organization} is still open. You can accept or decline it until {until}; after that it expires."),
                new Link("View invitation", link),
                new Paragraph(HowToAnswer(language))),
        };
    }

    private static string HowToAnswer(Language language) => language switch
    {
        Language.German =>
            "Bitte melden Sie sich mit der E-Mail-Adresse an, an die wir diese Nachricht geschickt haben. Nur mit ihr lässt sich die "
                + "Einladung annehmen.",
        Language.French =>
            "Veuillez vous connecter avec l’adresse e-mail à laquelle nous avons envoyé ce message. L’invitation ne peut être acceptée "
                + "qu’avec cette adresse.",
        Language.Italian =>
            "La preghiamo di accedere con l’indirizzo e-mail al quale abbiamo inviato questo messaggio. L’invito può essere accettato solo "
                + "con questo indirizzo.",
        _ => "Please sign in with the e-mail address that we sent this message to. The invitation can be accepted with that address only.",
    };
}
