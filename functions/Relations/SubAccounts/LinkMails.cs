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
        Reminder(language, language == Language.German ? "Erinnerung" : "Reminder", organization, number, expiresAt, link);

    /// <summary>Reminds for the second and last time.</summary>
    public static MailContent SecondReminder(Language language, string organization, string number, DateTimeOffset expiresAt, Uri link) =>
        Reminder(language, language == Language.German ? "Letzte Erinnerung" : "Last reminder", organization, number, expiresAt, link);

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
