using Accounts.Customers.Invitations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>Mails on linking an existing account, to the legal representative who is asked.</summary>
public static class LinkMails
{
    /// <summary>The text for each mail of the invitation; null when there is nothing to say.</summary>
    internal static MailContent? Of(InvitationMail mail, Invitation invitation, string number, Uri link)
    {
        var (organization, inviter) = (invitation.OrganizationName, invitation.InvitedBy);
        return (mail, invitation.State) switch
        {
            (InvitationMail.Invitation, _) =>
                Asked(invitation.Language, invitation.InvitedName, inviter.Name, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.FirstReminder, _) => FirstReminder(invitation.Language, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.SecondReminder, _) => SecondReminder(invitation.Language, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.Undeliverable, _) => LinkNotices.Undeliverable(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Accepted) => LinkNotices.Linked(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Declined) =>
                LinkNotices.Declined(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Expired) => LinkNotices.Expired(inviter.Language, inviter.Name, organization, number),
            // The user who revoked it knows already.
            _ => null,
        };
    }

    /// <summary>Asks a legal representative to let the account become a sub-account.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, where known.</param>
    /// <param name="inviter">Name or e-mail address of the user who asks.</param>
    /// <param name="organization">Name of the main account.</param>
    /// <param name="number">Customer number of the asked account.</param>
    /// <param name="expiresAt">Until when it can be answered.</param>
    /// <param name="link">Where it is answered.</param>
    public static MailContent Asked(
        Language language, string? name, string inviter, string organization, string number, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{organization} möchte Ihr Kundenkonto {number} verknüpfen",
                $"Bitte entscheiden Sie bis zum {until}.",
                new Greeting(name),
                new Paragraph(
                    $"{inviter} möchte Ihr Kundenkonto {number} als Nebenaccount mit dem Hauptaccount {organization} verknüpfen. "
                        + "Darüber entscheiden Sie als rechtlich verantwortliche Person."),
                new Facts(("Hauptaccount", organization), ("Ihre Kundennummer", number), ("Gültig bis", until)),
                new Paragraph("Wenn Sie zustimmen:"),
                new Points(ConsentTo(language, organization)),
                new Link("Anfrage ansehen", link),
                new Paragraph(
                    "Antworten kann jede rechtlich verantwortliche Person Ihres Kundenkontos. Bitte melden Sie sich dazu mit Ihrem "
                        + "eigenen Zugang an."),
                new Note(
                    $"Falls Sie {organization} nicht kennen, lehnen Sie bitte ab oder löschen Sie diese E-Mail. Ohne Ihre Zustimmung "
                        + "geschieht nichts.")),
            Language.French => new MailContent(
                language,
                $"{organization} souhaite lier votre compte client {number}",
                $"Vous pouvez décider jusqu’au {until}.",
                new Greeting(name),
                new Paragraph(
                    $"{inviter} souhaite lier votre compte client {number} au compte principal {organization} en tant que sous-compte. "
                        + "La décision vous appartient en tant que représentant légal."),
                new Facts(("Compte principal", organization), ("Votre numéro de client", number), ("Valable jusqu’au", until)),
                new Paragraph("Si vous acceptez:"),
                new Points(ConsentTo(language, organization)),
                new Link("Voir la demande", link),
                new Paragraph(
                    "Tout représentant légal de votre compte client peut répondre. Veuillez vous connecter avec vos propres identifiants."),
                new Note(
                    $"Si vous ne connaissez pas {organization}, veuillez refuser la demande ou supprimer cet e-mail. Rien ne se passe sans "
                        + "votre accord.")),
            Language.Italian => new MailContent(
                language,
                $"{organization} desidera collegare il Suo conto cliente {number}",
                $"Può decidere fino al giorno {until}.",
                new Greeting(name),
                new Paragraph(
                    $"{inviter} desidera collegare il Suo conto cliente {number} al conto principale {organization} come sottoconto. "
                        + "La decisione spetta a Lei in qualità di rappresentante legale."),
                new Facts(("Conto principale", organization), ("Il Suo numero cliente", number), ("Scadenza", until)),
                new Paragraph("Se acconsente:"),
                new Points(ConsentTo(language, organization)),
                new Link("Visualizzare la richiesta", link),
                new Paragraph(
                    "Può rispondere qualsiasi rappresentante legale del Suo conto cliente. La preghiamo di accedere con le Sue credenziali "
                        + "personali."),
                new Note(
                    $"Se non conosce {organization}, La preghiamo di rifiutare la richiesta o di eliminare questa e-mail. Senza il Suo "
                        + "consenso non succede nulla.")),
            _ => new MailContent(
                language,
                $"{organization} would like to link your customer account {number}",
                $"Please decide by {until}.",
                new Greeting(name),
                new Paragraph(
                    $"{inviter} would like to link your customer account {number} to the main account {organization} as a sub-account. "
                        + "As a legal representative, you decide."),
                new Facts(("Main account", organization), ("Your customer number", number), ("Valid until", until)),
                new Paragraph("If you agree:"),
                new Points(ConsentTo(language, organization)),
                new Link("View the request", link),
                new Paragraph("Any legal representative of your customer account can answer. Please sign in with your own login."),
                new Note(
                    $"If you do not know {organization}, please decline or delete this e-mail. Nothing happens without your consent.")),
        };
    }

    /// <summary>What a legal representative agrees to; shown in the mail and where it is answered.</summary>
    public static IReadOnlyList<string> ConsentTo(Language language, string organization) => language switch
    {
        Language.German =>
        [
            "Rechtlich Verantwortliche und Administration des Hauptaccounts handeln in Ihrem Kundenkonto wie Ihre eigene "
                + "Administration: Sie sehen und ändern Kontakte, Mitglieder, Zahlungseinstellungen, Aufträge und Projekte.",
            "Die Abrechnung des Hauptaccounts sieht Ihr Kundenkonto und handelt darin wie Ihre eigene Abrechnung.",
            $"{organization} kann Ihre Rechnungen als Sammelrechnung erhalten.",
            "Jeder Zugriff steht mit Namen in Ihrem Protokoll. Ihre eigenen Zugänge bleiben, wie sie sind.",
        ],
        Language.French =>
        [
            "Les représentants légaux et l’administration du compte principal agissent dans votre compte client comme votre propre "
                + "administration: ils voient et modifient les contacts, les membres, les paramètres de paiement, les commandes et "
                + "les projets.",
            "La facturation du compte principal voit votre compte client et y agit comme votre propre facturation.",
            $"{organization} peut recevoir vos factures sous forme de facture groupée.",
            "Chaque accès est consigné dans votre journal avec un nom. Vos propres identifiants restent inchangés.",
        ],
        Language.Italian =>
        [
            "I rappresentanti legali e l’amministrazione del conto principale agiscono nel Suo conto cliente come la Sua amministrazione: "
                + "vedono e modificano contatti, membri, impostazioni di pagamento, ordini e progetti.",
            "La fatturazione del conto principale vede il Suo conto cliente e vi agisce come la Sua fatturazione.",
            $"{organization} può ricevere le Sue fatture come fattura collettiva.",
            "Ogni accesso è annotato nel Suo registro con il nome. Le Sue credenziali restano invariate.",
        ],
        _ =>
        [
            "Legal representatives and admins of the main account can act in your customer account like your own admins: they see "
                + "and change contacts, members, payment settings, orders and projects.",
            "Billing members of the main account can see your customer account and act in it like your own billing members.",
            $"{organization} can receive your invoices as one collective invoice.",
            "Every access is recorded in your audit log, with a name. Your own logins do not change.",
        ],
    };

    public static MailContent FirstReminder(Language language, string organization, string number, DateTimeOffset expiresAt, Uri link) =>
        Reminder(language, language.Pick("Erinnerung", "Reminder", "Rappel", "Promemoria"), organization, number, expiresAt, link);

    /// <summary>The second and last reminder.</summary>
    public static MailContent SecondReminder(Language language, string organization, string number, DateTimeOffset expiresAt, Uri link) =>
        Reminder(
            language,
            language.Pick("Letzte Erinnerung", "Last reminder", "Dernier rappel", "Ultimo promemoria"),
            organization,
            number,
            expiresAt,
            link);

    private static MailContent Reminder(
        Language language, string kind, string organization, string number, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{kind}: {organization} möchte Ihr Kundenkonto {number} verknüpfen",
                $"Ihre Antwort steht noch aus. Sie können bis zum {until} entscheiden.",
                new Greeting(),
                new Paragraph(
                    $"die Anfrage von {organization}, Ihr Kundenkonto {number} als Nebenaccount zu verknüpfen, ist noch offen. Sie "
                        + $"können bis zum {until} zustimmen oder ablehnen; danach verfällt sie."),
                new Link("Anfrage ansehen", link)),
            Language.French => new MailContent(
                language,
                $"{kind}: {organization} souhaite lier votre compte client {number}",
                $"Nous n’avons pas encore reçu votre réponse. Vous pouvez décider jusqu’au {until}.",
                new Greeting(),
                new Paragraph(
                    $"{organization} souhaite lier votre compte client {number} en tant que sous-compte. Cette demande est encore en "
                        + $"attente. Vous pouvez l’accepter ou la refuser jusqu’au {until}; ensuite, elle expire."),
                new Link("Voir la demande", link)),
            Language.Italian => new MailContent(
                language,
                $"{kind}: {organization} desidera collegare il Suo conto cliente {number}",
                $"Non abbiamo ancora ricevuto la Sua risposta. Può decidere fino al giorno {until}.",
                new Greeting(),
                new Paragraph(
                    $"{organization} desidera collegare il Suo conto cliente {number} come sottoconto. Questa richiesta è ancora in "
                        + $"sospeso. Può accettarla o rifiutarla fino al giorno {until}; in seguito scade."),
                new Link("Visualizzare la richiesta", link)),
            _ => new MailContent(
                language,
                $"{kind}: {organization} would like to link your customer account {number}",
                $"We have not received your answer yet. You can decide until {until}.",
                new Greeting(),
                new Paragraph(
                    $"The request of {organization} to link your customer account {number} as a sub-account is still open. You can "
                        + $"agree or decline until {until}; after that it expires."),
                new Link("View the request", link)),
        };
    }
}
