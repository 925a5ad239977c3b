using Accounts.Customers.Invitations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>Mails on linking an existing account: to the legal representative who is asked, and to who asked.</summary>
public static class LinkMails
{
    /// <summary>Which text goes with which mail of the invitation; null when there is nothing to say.</summary>
    internal static MailContent? Of(InvitationMail mail, Invitation invitation, string number, Uri link)
    {
        var (organization, inviter) = (invitation.OrganizationName, invitation.InvitedBy);
        return (mail, invitation.State) switch
        {
            (InvitationMail.Invitation, _) =>
                Asked(invitation.Language, invitation.InvitedName, inviter.Name, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.FirstReminder, _) => FirstReminder(invitation.Language, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.SecondReminder, _) => SecondReminder(invitation.Language, organization, number, invitation.ExpiresAt, link),
            (InvitationMail.Undeliverable, _) => Undeliverable(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Accepted) => Linked(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Declined) => Declined(inviter.Language, inviter.Name, organization, number),
            (InvitationMail.Outcome, InvitationState.Expired) => Expired(inviter.Language, inviter.Name, organization, number),
            // Whoever took it back knows.
            _ => null,
        };
    }

    /// <summary>Asks a legal representative to let the account become a sub-account.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, where known.</param>
    /// <param name="inviter">Name or e-mail address of who asks.</param>
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
                $"Please decide until {until}.",
                new Greeting(name),
                new Paragraph(
                    $"{inviter} would like to link your customer account {number} to the main account {organization} as a sub-account. "
                        + "This is for you to decide as a legal representative."),
                new Facts(("Main account", organization), ("Your customer number", number), ("Valid until", until)),
                new Paragraph("If you agree:"),
                new Points(ConsentTo(language, organization)),
                new Link("View the request", link),
                new Paragraph("Any legal representative of your customer account can answer. Please sign in with your own login."),
                new Note(
                    $"If you do not know {organization}, please decline or delete this e-mail. Nothing happens without your consent.")),
        };
    }

    /// <summary>What somebody who agrees agrees to, in the mail and where it is answered.</summary>
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
            "Legal representatives and administration of the main account act in your customer account as your own administration "
                + "does: they see and change contacts, members, payment settings, orders and projects.",
            "Billing of the main account sees your customer account and acts in it as your own billing does.",
            $"{organization} can receive your invoices as one collective invoice.",
            "Every access is in your log, with a name. Your own logins stay as they are.",
        ],
    };

    /// <summary>Reminds for the first time.</summary>
    public static MailContent FirstReminder(Language language, string organization, string number, DateTimeOffset expiresAt, Uri link) =>
        Reminder(language, language.Pick("Erinnerung", "Reminder", "Rappel", "Promemoria"), organization, number, expiresAt, link);

    /// <summary>Reminds for the second and last time.</summary>
    public static MailContent SecondReminder(Language language, string organization, string number, DateTimeOffset expiresAt, Uri link) =>
        Reminder(
            language,
            language.Pick("Letzte Erinnerung", "Last reminder", "Dernier rappel", "Ultimo promemoria"),
            organization,
            number,
            expiresAt,
            link);

    /// <summary>To who asked: it is a sub-account now.</summary>
    public static MailContent Linked(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Das Kundenkonto {number} ist jetzt Ihr Nebenaccount",
            $"Sie finden es in der Standortverwaltung von {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Ihre Anfrage wurde angenommen: Das Kundenkonto {number} ist jetzt ein Nebenaccount von {organization}. Sie finden "
                    + "es in der Standortverwaltung.")),
        Language.French => new MailContent(
            language,
            $"Le compte client {number} est désormais votre sous-compte",
            $"Vous le trouvez dans la gestion des sites du compte principal {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Votre demande a été acceptée: le compte client {number} est désormais un sous-compte du compte principal {organization}. "
                    + "Vous le trouvez dans la gestion des sites.")),
        Language.Italian => new MailContent(
            language,
            $"Il conto cliente {number} è ora un Suo sottoconto",
            $"Lo trova nella gestione delle sedi del conto principale {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"La Sua richiesta è stata accettata: il conto cliente {number} è ora un sottoconto del conto principale {organization}. "
                    + "Lo trova nella gestione delle sedi.")),
        _ => new MailContent(
            language,
            $"The customer account {number} is now your sub-account",
            $"You find it among the locations of {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Your request was accepted: the customer account {number} is now a sub-account of {organization}. You find it among "
                    + "the locations.")),
    };

    /// <summary>To who asked: no.</summary>
    public static MailContent Declined(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} wurde abgelehnt",
            "Es wird nicht verknüpft.",
            new Greeting(inviter),
            new Paragraph(
                $"Eine rechtlich verantwortliche Person des Kundenkontos {number} hat Ihre Anfrage abgelehnt. Es wird nicht mit "
                    + $"{organization} verknüpft.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} a été refusée",
            "Le compte ne sera pas lié.",
            new Greeting(inviter),
            new Paragraph(
                $"Un représentant légal du compte client {number} a refusé votre demande. Le compte ne sera pas lié au compte principal "
                    + $"{organization}.")),
        Language.Italian => new MailContent(
            language,
            $"La Sua richiesta riguardante il conto cliente {number} è stata rifiutata",
            "Il conto non verrà collegato.",
            new Greeting(inviter),
            new Paragraph(
                $"Un rappresentante legale del conto cliente {number} ha rifiutato la Sua richiesta. Il conto non verrà collegato al conto "
                    + $"principale {organization}.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} was declined",
            "It will not be linked.",
            new Greeting(inviter),
            new Paragraph(
                $"A legal representative of the customer account {number} declined your request. It will not be linked to "
                    + $"{organization}.")),
    };

    /// <summary>To who asked: nobody answered in time.</summary>
    public static MailContent Expired(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} ist abgelaufen",
            "Es kam keine Antwort. Sie können jederzeit neu anfragen.",
            new Greeting(inviter),
            new Paragraph(
                $"Auf Ihre Anfrage, das Kundenkonto {number} mit {organization} zu verknüpfen, kam keine Antwort. Sie ist abgelaufen; "
                    + "Sie können jederzeit neu anfragen.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} a expiré",
            "Il n’y a pas eu de réponse. Vous pouvez refaire une demande à tout moment.",
            new Greeting(inviter),
            new Paragraph(
                $"Votre demande de lier le compte client {number} au compte principal {organization} est restée sans réponse. Elle a "
                    + "expiré; vous pouvez refaire une demande à tout moment.")),
        Language.Italian => new MailContent(
            language,
            $"La Sua richiesta riguardante il conto cliente {number} è scaduta",
            "Non è giunta alcuna risposta. Può fare una nuova richiesta in qualsiasi momento.",
            new Greeting(inviter),
            new Paragraph(
                $"La Sua richiesta di collegare il conto cliente {number} al conto principale {organization} è rimasta senza risposta. È "
                    + "scaduta; può fare una nuova richiesta in qualsiasi momento.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} expired",
            "There was no answer. You can ask again at any time.",
            new Greeting(inviter),
            new Paragraph(
                $"There was no answer to your request to link the customer account {number} to {organization}. It expired; you can "
                    + "ask again at any time.")),
    };

    /// <summary>To who asked: the mail cannot arrive. Whose address it is, is not told.</summary>
    public static MailContent Undeliverable(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} war nicht zustellbar",
            "Bitte wenden Sie sich auf anderem Weg an den Standort.",
            new Greeting(inviter),
            new Paragraph(
                $"Die E-Mail mit Ihrer Anfrage, das Kundenkonto {number} mit {organization} zu verknüpfen, konnte nicht zugestellt "
                    + "werden. Bitte wenden Sie sich auf anderem Weg an den Standort: Seine rechtlich Verantwortlichen sollten ihre "
                    + "E-Mail-Adresse prüfen.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} n’a pas pu être remise",
            "Veuillez contacter le site par un autre moyen.",
            new Greeting(inviter),
            new Paragraph(
                $"L’e-mail contenant votre demande de lier le compte client {number} au compte principal {organization} n’a pas pu être "
                    + "remis. Veuillez contacter le site par un autre moyen: ses représentants légaux devraient vérifier leur "
                    + "adresse e-mail.")),
        Language.Italian => new MailContent(
            language,
            $"Non è stato possibile recapitare la Sua richiesta riguardante il conto cliente {number}",
            "La preghiamo di contattare la sede per altra via.",
            new Greeting(inviter),
            new Paragraph(
                $"Non è stato possibile recapitare l’e-mail con la Sua richiesta di collegare il conto cliente {number} al conto "
                    + $"principale {organization}. La preghiamo di contattare la sede per altra via: i suoi rappresentanti legali "
                    + "dovrebbero verificare il proprio indirizzo e-mail.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} could not be delivered",
            "Please contact the location in another way.",
            new Greeting(inviter),
            new Paragraph(
                $"The e-mail with your request to link the customer account {number} to {organization} could not be delivered. Please "
                    + "contact the location in another way: its legal representatives should check their e-mail address.")),
    };

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
                $"We have not had your answer yet. You can decide until {until}.",
                new Greeting(),
                new Paragraph(
                    $"The request of {organization} to link your customer account {number} as a sub-account is still open. You can "
                        + $"agree or decline until {until}; after that it expires."),
                new Link("View the request", link)),
        };
    }
}
