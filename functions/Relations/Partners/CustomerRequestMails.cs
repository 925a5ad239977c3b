using Accounts.Customers.Invitations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Mails on a partner's request for accesses: to the company that is asked, and to the user who asked.</summary>
public static class CustomerRequestMails
{
    /// <summary>The text for each mail of the invitation; null when there is nothing to say.</summary>
    internal static MailContent? Of(InvitationMail mail, Invitation invitation, CustomerRequest request, Uri link)
    {
        var (partner, inviter) = (invitation.OrganizationName, invitation.InvitedBy);
        return mail switch
        {
            InvitationMail.Invitation => Request(invitation.Language, inviter.Name, partner, request, invitation.ExpiresAt, link),
            InvitationMail.FirstReminder => Reminder(invitation.Language, isLast: false, partner, invitation.ExpiresAt, link),
            InvitationMail.SecondReminder => Reminder(invitation.Language, isLast: true, partner, invitation.ExpiresAt, link),
            // The partnership's own mail reports an acceptance. The user who revoked a request knows it already.
            InvitationMail.Undeliverable when invitation.State == InvitationState.Pending => Ended(),
            InvitationMail.Outcome when invitation.State is InvitationState.Declined or InvitationState.Expired => Ended(),
            _ => null,
        };

        MailContent Ended() => Outcome(inviter.Language, inviter.Name, request.CompanyName, invitation.Email, invitation.State);
    }

    /// <summary>Asks the company for accesses.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="inviter">Name or e-mail address of the user who asks.</param>
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
            Language.French => new MailContent(
                language,
                $"{partner} demande un accès à votre compte client",
                $"Vous décidez de ce qui est permis à {partner}. Vous pouvez répondre jusqu’au {until}.",
                [
                    new Greeting(),
                    new Paragraph(
                        $"{inviter} ({partner}) souhaite s’occuper de produits pour {request.CompanyName} et vous demande à cet effet les "
                            + "accès suivants:"),
                    RightNames.Of(request.Grants, language),
                    .. said,
                    new Facts(
                        ("Partenaire", partner),
                        ("Prolongation", request.AutoExtend ? "demandée, de 6 mois à chaque fois" : "non demandée"),
                        ("Réponse jusqu’au", until)),
                    new Paragraph(
                        "Vous pouvez tout accorder, accorder moins, autre chose ou rien. Chaque accès est limité dans le temps; vous "
                            + "pouvez le modifier et mettre fin au partenariat à tout moment."),
                    new Link("Voir la demande", link),
                    new Paragraph(
                        "Veuillez vous connecter avec l’adresse e-mail à laquelle nous avons envoyé ce message. Pour un compte client "
                            + "existant, vous devez y avoir le rôle de représentant légal; sinon, vous en créez un nouveau en acceptant."),
                    new Note(
                        $"Après votre accord, {partner} voit aussi comment vos factures sont payées (mode de paiement; pour les cartes, "
                            + "marque et quatre derniers chiffres). Chaque accès est consigné dans votre journal. Rien ne se passe sans "
                            + "votre accord."),
                ]),
            Language.Italian => new MailContent(
                language,
                $"{partner} chiede l’accesso al Suo conto cliente",
                $"È Lei a decidere che cosa può fare {partner}. Può rispondere fino al giorno {until}.",
                [
                    new Greeting(),
                    new Paragraph(
                        $"{inviter} ({partner}) desidera occuparsi di prodotti per {request.CompanyName} e Le chiede a tal fine i seguenti "
                            + "accessi:"),
                    RightNames.Of(request.Grants, language),
                    .. said,
                    new Facts(
                        ("Partner", partner),
                        ("Proroga", request.AutoExtend ? "richiesta, di 6 mesi ogni volta" : "non richiesta"),
                        ("Risposta entro", until)),
                    new Paragraph(
                        "Può concedere tutto, meno, altro o nulla. Ogni accesso è limitato nel tempo; può modificarlo e porre fine alla "
                            + "partnership in qualsiasi momento."),
                    new Link("Visualizzare la richiesta", link),
                    new Paragraph(
                        "La preghiamo di accedere con l’indirizzo e-mail al quale abbiamo inviato questo messaggio. Per un conto cliente "
                            + "esistente deve avere il ruolo di rappresentante legale; altrimenti ne crea uno nuovo all’accettazione."),
                    new Note(
                        $"Dopo il Suo consenso, {partner} vede anche come vengono pagate le Sue fatture (metodo di pagamento; per le "
                            + "carte, circuito e ultime quattro cifre). Ogni accesso è annotato nel Suo registro. Senza il Suo consenso "
                            + "non succede nulla."),
                ]),
            _ => new MailContent(
                language,
                $"{partner} asks for access to your customer account",
                $"You decide what {partner} may do. You can answer until {until}.",
                [
                    new Greeting(),
                    new Paragraph(
                        $"{inviter} of {partner} would like to manage products for {request.CompanyName} and asks you for these "
                            + "accesses:"),
                    RightNames.Of(request.Grants, language),
                    .. said,
                    new Facts(
                        ("Partner", partner),
                        ("Extension", request.AutoExtend ? "requested, by 6 months each time" : "not requested"),
                        ("Answer by", until)),
                    new Paragraph(
                        "You can grant all of these accesses, some, others or none. Every access has a last day; you can change it and end "
                            + "the partnership at any time."),
                    new Link("View request", link),
                    new Paragraph(
                        "Please sign in with the e-mail address that we sent this message to. For an existing customer account, you "
                            + "must be its legal representative; otherwise you create a new one when you accept."),
                    new Note(
                        $"Once you have agreed, {partner} also sees how your invoices are paid (method; for a card, its brand and "
                            + "last four digits). Every access is recorded in your audit log. Nothing happens without your consent."),
                ]),
        };
    }

    /// <summary>Reminds the company of the request.</summary>
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
            Language.French => new MailContent(
                language,
                $"{(isLast ? "Dernier rappel" : "Rappel")}: {partner} demande un accès à votre compte client",
                $"Nous n’avons pas encore reçu votre réponse. Vous pouvez répondre jusqu’au {until}.",
                new Greeting(),
                new Paragraph(
                    $"{partner} demande un accès à votre compte client. Cette demande est encore en attente. Vous pouvez accorder ou "
                        + $"refuser des accès jusqu’au {until}; ensuite, la demande expire."),
                new Link("Voir la demande", link)),
            Language.Italian => new MailContent(
                language,
                $"{(isLast ? "Ultimo promemoria" : "Promemoria")}: {partner} chiede l’accesso al Suo conto cliente",
                $"Non abbiamo ancora ricevuto la Sua risposta. Può rispondere fino al giorno {until}.",
                new Greeting(),
                new Paragraph(
                    $"{partner} chiede l’accesso al Suo conto cliente. Questa richiesta è ancora in sospeso. Può concedere o rifiutare gli "
                        + $"accessi fino al giorno {until}; in seguito la richiesta scade."),
                new Link("Visualizzare la richiesta", link)),
            _ => new MailContent(
                language,
                $"{(isLast ? "Last reminder" : "Reminder")}: {partner} asks for access to your customer account",
                $"We have not received your answer yet. You can answer until {until}.",
                new Greeting(),
                new Paragraph(
                    $"The request of {partner} for access to your customer account is still open. You can grant accesses or decline "
                        + $"until {until}; after that it expires."),
                new Link("View request", link)),
        };
    }

    /// <summary>Reports the result to the user who asked, unless it was accepted: the partnership's own mail reports that.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="inviter">First and last name of the receiver, where known.</param>
    /// <param name="customer">What the partner calls the customer.</param>
    /// <param name="email">The address that was asked.</param>
    /// <param name="state">Declined or expired; undeliverable while it is pending.</param>
    public static MailContent Outcome(Language language, string? inviter, string customer, string email, InvitationState state)
    {
        var answer = state switch
        {
            InvitationState.Declined => language.Pick(
                "hat Ihre Anfrage abgelehnt", "has declined your request", "a refusé votre demande", "ha rifiutato la Sua richiesta"),
            InvitationState.Expired => language.Pick(
                "hat Ihre Anfrage nicht beantwortet",
                "has not answered your request",
                "n’a pas répondu à votre demande",
                "non ha risposto alla Sua richiesta"),
            _ => language.Pick(
                "hat Ihre Anfrage nicht erhalten",
                "did not receive your request",
                "n’a pas reçu votre demande",
                "non ha ricevuto la Sua richiesta"),
        };
        var further = state == InvitationState.Pending
            ? language.Pick(
                "Unsere E-Mail konnte endgültig nicht zugestellt werden. Bitte prüfen Sie die Schreibweise der Adresse und senden Sie "
                    + "eine neue Anfrage.",
                "Our e-mail could not be delivered. Please check the spelling of the address and send a new request.",
                "Notre e-mail n’a définitivement pas pu être remis. Veuillez vérifier l’orthographe de l’adresse et envoyer une "
                    + "nouvelle demande.",
                "Non è stato definitivamente possibile recapitare la nostra e-mail. La preghiamo di verificare l’ortografia "
                    + "dell’indirizzo e di inviare una nuova richiesta.")
            : language.Pick(
                "Die Anfrage ist damit beendet. Sie können jederzeit eine neue senden.",
                "The request has ended. You can send a new one at any time.",
                "La demande est donc close. Vous pouvez en envoyer une nouvelle à tout moment.",
                "La richiesta è quindi chiusa. Può inviarne una nuova in qualsiasi momento.");
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"{customer} {answer}",
                "Die Anfrage betrifft Ihre verwalteten Kunden.",
                new Greeting(inviter),
                new Paragraph($"{customer} {answer}. {further}"),
                new Facts(("Kunde", customer), ("E-Mail-Adresse", email))),
            Language.French => new MailContent(
                language,
                $"{customer} {answer}",
                "La demande concerne les clients que vous gérez.",
                new Greeting(inviter),
                new Paragraph($"{customer} {answer}. {further}"),
                new Facts(("Client", customer), ("Adresse e-mail", email))),
            Language.Italian => new MailContent(
                language,
                $"{customer} {answer}",
                "La richiesta riguarda i clienti che Lei gestisce.",
                new Greeting(inviter),
                new Paragraph($"{customer} {answer}. {further}"),
                new Facts(("Cliente", customer), ("Indirizzo e-mail", email))),
            _ => new MailContent(
                language,
                $"{customer} {answer}",
                "The request is about your managed customers.",
                new Greeting(inviter),
                new Paragraph($"{customer} {answer}. {further}"),
                new Facts(("Customer", customer), ("E-mail address", email))),
        };
    }
}
