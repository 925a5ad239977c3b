using Accounts.Customers.Invitations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Mails on a partner's request for accesses: to the company that is asked, and to who asked.</summary>
public static class CustomerRequestMails
{
    /// <summary>Which text goes with which mail of the invitation; null when there is nothing to say.</summary>
    internal static MailContent? Of(InvitationMail mail, Invitation invitation, CustomerRequest request, Uri link)
    {
        var (partner, inviter) = (invitation.OrganizationName, invitation.InvitedBy);
        return mail switch
        {
            InvitationMail.Invitation => Request(invitation.Language, inviter.Name, partner, request, invitation.ExpiresAt, link),
            InvitationMail.FirstReminder => Reminder(invitation.Language, isLast: false, partner, invitation.ExpiresAt, link),
            InvitationMail.SecondReminder => Reminder(invitation.Language, isLast: true, partner, invitation.ExpiresAt, link),
            // Of an accepted one the partnership tells; whoever took it back knows.
            InvitationMail.Undeliverable when invitation.State == InvitationState.Pending => Ended(),
            InvitationMail.Outcome when invitation.State is InvitationState.Declined or InvitationState.Expired => Ended(),
            _ => null,
        };

        MailContent Ended() => Outcome(inviter.Language, inviter.Name, request.CompanyName, invitation.Email, invitation.State);
    }

    /// <summary>Asks.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="inviter">Name or e-mail address of who asks.</param>
    /// <param name="partner">The partner's name.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="expiresAt">Until when it can be answered.</param>
    /// <param name="link">Where it is answered.</param>
    public static MailContent Request(
        Language language, string inviter, string partner, CustomerRequest request, DateTimeOffset expiresAt, Uri link)
    {
        MailBlock[] said = request.Message is { } message ? [new Quote(message)] : [];
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{partner} bittet um Zugang zu Ihrem Kundenkonto",
                $"Sie entscheiden, was {partner} darf. Sie können bis zum {until} antworten.",
                [
                    new Greeting(),
                    new Paragraph(
                        $"{inviter} von {partner} möchte für {request.CompanyName} Produkte betreuen und bittet Sie dafür um diese "
                            + "Zugänge:"),
                    RightNames.Of(request.Grants, language),
                    .. said,
                    new Facts(
                        ("Partner", partner),
                        ("Verlängerung", request.AutoExtend ? "jeweils um 6 Monate erbeten" : "nicht erbeten"),
                        ("Antwort bis", until)),
                    new Paragraph(
                        "Sie können alles gewähren, weniger, anderes oder nichts. Jeder Zugang ist befristet; Sie können ihn "
                            + "jederzeit ändern und die Partnerschaft jederzeit beenden."),
                    new Link("Anfrage ansehen", link),
                    new Paragraph(
                        "Bitte melden Sie sich mit der E-Mail-Adresse an, an die wir diese Nachricht geschickt haben. Für ein "
                            + "bestehendes Kundenkonto müssen Sie darin rechtlich verantwortlich sein; sonst legen Sie beim Annehmen "
                            + "ein neues an."),
                    new Note(
                        $"Nach Ihrer Zusage sieht {partner} auch, wie Ihre Rechnungen bezahlt werden (Zahlungsart, bei Karten Marke "
                            + "und letzte vier Ziffern). Jeder Zugriff steht in Ihrem Protokoll. Ohne Ihre Zustimmung geschieht "
                            + "nichts."),
                ]),
            _ => new MailContent(
                language,
                $"{partner} asks for access to your customer account",
                $"You decide what {partner} may do. You can answer until {until}.",
                [
                    new Greeting(),
                    new Paragraph(
                        $"{inviter} of {partner} would like to look after products for {request.CompanyName} and asks you for these "
                            + "accesses:"),
                    RightNames.Of(request.Grants, language),
                    .. said,
                    new Facts(
                        ("Partner", partner),
                        ("Prolongation", request.AutoExtend ? "asked for, by 6 months each time" : "not asked for"),
                        ("Answer by", until)),
                    new Paragraph(
                        "You can grant all of it, less, something else or nothing. Every access has an end; you can change it and end "
                            + "the partnership at any time."),
                    new Link("View request", link),
                    new Paragraph(
                        "Please sign in with the e-mail address that we sent this message to. For an existing customer account, you "
                            + "must be its legal representative; otherwise you create a new one when you accept."),
                    new Note(
                        $"Once you have agreed, {partner} also sees how your invoices are paid (method, and of a card its brand and "
                            + "last four digits). Every access is in your audit log. Nothing happens without your consent."),
                ]),
        };
    }

    /// <summary>Reminds of it.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="isLast">Whether no other reminder follows.</param>
    /// <param name="partner">The partner's name.</param>
    /// <param name="expiresAt">Until when it can be answered.</param>
    /// <param name="link">Where it is answered.</param>
    public static MailContent Reminder(Language language, bool isLast, string partner, DateTimeOffset expiresAt, Uri link)
    {
        var until = MailDates.Moment(expiresAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{(isLast ? "Letzte Erinnerung" : "Erinnerung")}: {partner} bittet um Zugang zu Ihrem Kundenkonto",
                $"Ihre Antwort steht noch aus. Sie können bis zum {until} antworten.",
                new Greeting(),
                new Paragraph(
                    $"Die Anfrage von {partner} nach Zugang zu Ihrem Kundenkonto ist noch offen. Sie können Zugänge bis zum {until} "
                        + "gewähren oder ablehnen; danach verfällt sie."),
                new Link("Anfrage ansehen", link)),
            _ => new MailContent(
                language,
                $"{(isLast ? "Last reminder" : "Reminder")}: {partner} asks for access to your customer account",
                $"We have not had your answer yet. You can answer until {until}.",
                new Greeting(),
                new Paragraph(
                    $"The request of {partner} for access to your customer account is still open. You can grant accesses or decline "
                        + $"until {until}; after that it expires."),
                new Link("View request", link)),
        };
    }

    /// <summary>To who asked: what came of it, unless it was accepted, of which the partnership tells.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="inviter">First and last name of the receiver, where known.</param>
    /// <param name="customer">What the partner calls the customer.</param>
    /// <param name="email">Who was asked.</param>
    /// <param name="state">Declined or expired; undeliverable while it is pending.</param>
    public static MailContent Outcome(Language language, string? inviter, string customer, string email, InvitationState state)
    {
        var (german, english) = state switch
        {
            InvitationState.Declined => ("hat Ihre Anfrage abgelehnt", "has declined your request"),
            InvitationState.Expired => ("hat Ihre Anfrage nicht beantwortet", "has not answered your request"),
            _ => ("hat Ihre Anfrage nicht erhalten", "has not received your request"),
        };
        var (weiter, further) = state == InvitationState.Pending
            ? (
                "Unsere E-Mail konnte endgültig nicht zugestellt werden. Bitte prüfen Sie die Schreibweise der Adresse und senden Sie "
                    + "eine neue Anfrage.",
                "We were permanently unable to deliver our e-mail. Please check the spelling of the address and send a new request.")
            : (
                "Die Anfrage ist damit beendet. Sie können jederzeit eine neue senden.",
                "The request has ended. You can send a new one at any time.");
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{customer} {german}",
                "Die Anfrage betrifft Ihre verwalteten Kunden.",
                new Greeting(inviter),
                new Paragraph($"{customer} {german}. {weiter}"),
                new Facts(("Kunde", customer), ("E-Mail-Adresse", email))),
            _ => new MailContent(
                language,
                $"{customer} {english}",
                "The request is about your managed customers.",
                new Greeting(inviter),
                new Paragraph($"{customer} {english}. {further}"),
                new Facts(("Customer", customer), ("E-mail address", email))),
        };
    }
}
