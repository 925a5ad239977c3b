using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.AccountRequests;

/// <summary>Mails about requests from the contact form.</summary>
public static class AccountRequestMails
{
    /// <summary>To sales: a request is waiting for a decision.</summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="requestId">Id of the request, needed to approve or reject it.</param>
    /// <param name="name">First and last name of the sender.</param>
    /// <param name="email">E-mail address of the sender.</param>
    /// <param name="company">The company's name.</param>
    /// <param name="address">The company's address, on one line.</param>
    /// <param name="submittedAt">When the form was sent.</param>
    /// <param name="message">Message of the sender, any number of lines; null when there is none.</param>
    public static MailContent Received(
        Language language,
        string requestId,
        string name,
        string email,
        string company,
        string address,
        DateTimeOffset submittedAt,
        string? message)
    {
        MailBlock[] said = string.IsNullOrWhiteSpace(message) ? [] : [new Quote(message)];
        var day = MailDates.Day(submittedAt, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Neue Anfrage: Kundenkonto für {company}",
                $"{name} bittet um ein Kundenkonto.",
                [
                    new Paragraph("Über das Kontaktformular ist eine Anfrage eingegangen, die auf eine Entscheidung wartet."),
                    new Facts(
                        ("Firma", company),
                        ("Anschrift", address),
                        ("Kontakt", name),
                        ("E-Mail", email),
                        ("Abgesendet", day),
                        ("Vorgang", requestId)),
                    .. said,
                ]),
            _ => new MailContent(
                language,
                $"New request: customer account for {company}",
                $"{name} asks for a customer account.",
                [
                    new Paragraph("A request has arrived through the contact form and waits for a decision."),
                    new Facts(
                        ("Company", company),
                        ("Address", address),
                        ("Contact", name),
                        ("E-mail", email),
                        ("Sent", day),
                        ("Request", requestId)),
                    .. said,
                ]),
        };
    }

    /// <summary>
    /// To the customer: the request is approved, and the account already belongs to the user, because we knew the address.
    /// </summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="name">First and last name of the receiver.</param>
    /// <param name="organization">Name of the organization.</param>
    /// <param name="customerNumber">7 digits.</param>
    /// <param name="portal">Address of the customer portal.</param>
    public static MailContent Approved(Language language, string name, string organization, string customerNumber, Uri portal) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihr Kundenkonto für {organization} ist eingerichtet",
                $"Ihre Kundennummer ist {customerNumber}.",
                new Greeting(name),
                new Paragraph("wir haben Ihre Anfrage angenommen. Das Kundenkonto ist eingerichtet, und Sie können es sofort nutzen."),
                new Facts(("Organisation", organization), ("Kundennummer", customerNumber)),
                new Link("Zum Kundenportal", portal)),
            Language.French => new MailContent(
                language,
                $"Votre compte client pour {organization} est prêt",
                $"Votre numéro de client est {customerNumber}.",
                new Greeting(name),
                new Paragraph("Nous avons accepté votre demande. Le compte client est prêt et vous pouvez l’utiliser dès maintenant."),
                new Facts(("Organisation", organization), ("Numéro de client", customerNumber)),
                new Link("Accéder au portail client", portal)),
            Language.Italian => new MailContent(
                language,
                $"Il Suo conto cliente per {organization} è pronto",
                $"Il Suo numero cliente è {customerNumber}.",
                new Greeting(name),
                new Paragraph("Abbiamo accettato la Sua richiesta. Il conto cliente è pronto e può utilizzarlo da subito."),
                new Facts(("Organizzazione", organization), ("Numero cliente", customerNumber)),
                new Link("Al portale clienti", portal)),
            _ => new MailContent(
                language,
                $"Your customer account for {organization} is ready",
                $"Your customer number is {customerNumber}.",
                new Greeting(name),
                new Paragraph("Your request has been approved. The customer account has been set up, and you can use it right away."),
                new Facts(("Organization", organization), ("Customer number", customerNumber)),
                new Link("Go to the customer portal", portal)),
        };

    /// <summary>To the customer: rejected.</summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="name">First and last name of the receiver.</param>
    /// <param name="company">The company's name.</param>
    /// <param name="reason">The reason in the operator's words, any number of lines.</param>
    public static MailContent Rejected(Language language, string name, string company, string reason) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage für {company}",
            "Leider können wir das Kundenkonto nicht einrichten.",
            new Greeting(name),
            new Paragraph($"vielen Dank für Ihr Interesse. Leider können wir für {company} kein Kundenkonto einrichten. Der Grund:"),
            new Quote(reason),
            new Paragraph("Wenn sich daran etwas ändert, können Sie jederzeit eine neue Anfrage senden.")),
        Language.French => new MailContent(
            language,
            $"Votre demande pour {company}",
            "Malheureusement, nous ne pouvons pas ouvrir le compte client.",
            new Greeting(name),
            new Paragraph(
                $"Nous vous remercions de votre intérêt. Malheureusement, nous ne pouvons pas ouvrir de compte client pour {company}. "
                    + "Le motif:"),
            new Quote(reason),
            new Paragraph("Si la situation change, vous pouvez envoyer une nouvelle demande à tout moment.")),
        Language.Italian => new MailContent(
            language,
            $"La Sua richiesta per {company}",
            "Purtroppo non possiamo aprire il conto cliente.",
            new Greeting(name),
            new Paragraph(
                $"La ringraziamo per il Suo interesse. Purtroppo non possiamo aprire un conto cliente per {company}. Il motivo:"),
            new Quote(reason),
            new Paragraph("Se la situazione cambia, può inviare una nuova richiesta in qualsiasi momento.")),
        _ => new MailContent(
            language,
            $"Your request for {company}",
            "We are sorry that we cannot set up the customer account.",
            new Greeting(name),
            new Paragraph($"Thank you for your interest. We are sorry that we cannot set up a customer account for {company}. The reason:"),
            new Quote(reason),
            new Paragraph("If this changes, you can send a new request at any time.")),
    };
}
