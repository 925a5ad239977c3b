using System.Globalization;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>Mails on a sub-account that was ordered: the further information that the order promises (<c>seeds/003…</c>).</summary>
public static class SubAccountMails
{
    /// <summary>To the user who ordered: the order has arrived.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, or their address.</param>
    /// <param name="account">Name of the new account.</param>
    /// <param name="number">Its customer number.</param>
    /// <param name="contact">First and last name of the person at the location.</param>
    /// <param name="orderedAt">When it was ordered.</param>
    /// <param name="lines">The products that it was ordered with.</param>
    public static MailContent Received(
        Language language,
        string name,
        string account,
        string number,
        string contact,
        DateTimeOffset orderedAt,
        IReadOnlyList<SubAccountLine> lines) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihr neuer Nebenaccount {number} ist bestellt",
                "Wir haben den Auftrag erhalten und beginnen zeitnah mit der Umsetzung.",
                new Greeting(name),
                new Paragraph(
                    "wir haben den Auftrag erhalten und beginnen zeitnah mit der Umsetzung. In der Standortverwaltung ist der neue "
                        + "Nebenaccount bereits aufgeführt."),
                new Facts(
                    ("Nebenaccount", account),
                    ("Kundennummer", number),
                    ("Kontakt", contact),
                    ("Bestellt am", MailDates.Day(orderedAt, language))),
                new Paragraph("Bestellt haben Sie:"),
                LinesOf(lines),
                new Paragraph("Die Auftragsbestätigung mit den Preisen kommt in einer eigenen E-Mail."),
                new Paragraph(
                    $"{contact} erhält eine eigene E-Mail, um das Kundenkonto vor Ort zu übernehmen. Sobald es eingerichtet ist, "
                        + "informieren wir Sie.")),
            Language.French => new MailContent(
                language,
                $"Votre nouveau sous-compte {number} est commandé",
                "Nous avons reçu la commande et commencerons prochainement sa mise en œuvre.",
                new Greeting(name),
                new Paragraph(
                    "Nous avons reçu la commande et commencerons prochainement sa mise en œuvre. Le nouveau sous-compte figure déjà dans "
                        + "la gestion des sites."),
                new Facts(
                    ("Sous-compte", account),
                    ("Numéro de client", number),
                    ("Contact", contact),
                    ("Date de la commande", MailDates.Day(orderedAt, language))),
                new Paragraph("Vous avez commandé:"),
                LinesOf(lines),
                new Paragraph("La confirmation de commande avec les prix vous parviendra dans un e-mail séparé."),
                new Paragraph(
                    $"{contact} recevra un e-mail séparé pour prendre en charge le compte client sur place. Nous vous informerons dès "
                        + "qu’il sera prêt.")),
            Language.Italian => new MailContent(
                language,
                $"Il Suo nuovo sottoconto {number} è stato ordinato",
                "Abbiamo ricevuto l’ordine e inizieremo a breve la sua esecuzione.",
                new Greeting(name),
                new Paragraph(
                    "Abbiamo ricevuto l’ordine e inizieremo a breve la sua esecuzione. Il nuovo sottoconto figura già nella gestione delle "
                        + "sedi."),
                new Facts(
                    ("Sottoconto", account),
                    ("Numero cliente", number),
                    ("Contatto", contact),
                    ("Data dell’ordine", MailDates.Day(orderedAt, language))),
                new Paragraph("Ha ordinato:"),
                LinesOf(lines),
                new Paragraph("La conferma d’ordine con i prezzi Le verrà inviata con un’e-mail separata."),
                new Paragraph(
                    $"{contact} riceverà un’e-mail separata per prendere in carico il conto cliente sul posto. La informeremo non appena "
                        + "sarà pronto.")),
            _ => new MailContent(
                language,
                $"Your new sub-account {number} is ordered",
                "We have received the order and will start on it shortly.",
                new Greeting(name),
                new Paragraph(
                    "We have received the order and will start on it shortly. The new sub-account is already listed among your locations."),
                new Facts(
                    ("Sub-account", account),
                    ("Customer number", number),
                    ("Contact", contact),
                    ("Ordered on", MailDates.Day(orderedAt, language))),
                new Paragraph("You have ordered:"),
                LinesOf(lines),
                new Paragraph("The order confirmation with the prices comes in a separate e-mail."),
                new Paragraph(
                    $"{contact} will get a separate e-mail to take over the customer account at the location. We will let you know "
                        + "as soon as it is set up.")),
        };

    /// <summary>To sales: what must be set up.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="company">The main account, which ordered.</param>
    /// <param name="account">Name of the new account.</param>
    /// <param name="number">Its customer number.</param>
    /// <param name="lines">The products that it was ordered with.</param>
    public static MailContent OrderedToSales(
        Language language, string orderId, string company, string account, string number, IReadOnlyList<SubAccountLine> lines) =>
        language == Language.German
            ? new MailContent(
                language,
                $"Neuer Auftrag {orderId} von {company}: Nebenaccount {number}",
                "Bitte richten Sie ein, was bestellt ist, und bestätigen Sie es danach.",
                new Greeting(),
                new Paragraph($"{company} hat einen neuen Nebenaccount bestellt. Bitte richten Sie ein, was bestellt ist, und bestätigen "
                    + "Sie es danach in der Liste der offenen Aufgaben. Mit der Bestätigung wird es berechnet."),
                new Facts(("Auftragsnummer", orderId), ("Nebenaccount", account), ("Kundennummer", number)),
                new Paragraph("Bestellt ist:"),
                LinesOf(lines))
            : new MailContent(
                language,
                $"New order {orderId} from {company}: sub-account {number}",
                "Please provision what was ordered, then confirm it.",
                new Greeting(),
                new Paragraph($"{company} has ordered a new sub-account. Please provision what was ordered, then confirm it in the list of "
                    + "open work. Charges start with the confirmation."),
                new Facts(("Order number", orderId), ("Sub-account", account), ("Customer number", number)),
                new Paragraph("Ordered:"),
                LinesOf(lines));

    /// <summary>To sales: the account must not be set up any more.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="company">The main account, which ordered.</param>
    /// <param name="number">The sub-account's customer number.</param>
    public static MailContent CancelledToSales(Language language, string orderId, string company, string number) =>
        language == Language.German
            ? new MailContent(
                language,
                $"Auftrag {orderId} ist storniert",
                $"Der Nebenaccount {number} wird nicht eingerichtet.",
                new Greeting(),
                new Paragraph($"der Auftrag {orderId} von {company} ist storniert. Der Nebenaccount {number} wird nicht eingerichtet. "
                    + "Bitte machen Sie rückgängig, was schon vorbereitet ist."))
            : new MailContent(
                language,
                $"Order {orderId} is cancelled",
                $"The sub-account {number} will not be set up.",
                new Greeting(),
                new Paragraph($"The order {orderId} of {company} is cancelled. The sub-account {number} will not be set up. "
                    + "Please undo what has already been prepared."));

    /// <summary>To the user who ordered: the account is set up.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, or their address.</param>
    /// <param name="account">Name of the new account.</param>
    /// <param name="number">Its customer number.</param>
    /// <param name="contact">First and last name of the person at the location.</param>
    /// <param name="dashboard">Its page in the portal.</param>
    public static MailContent ActiveToMainAccount(
        Language language, string name, string account, string number, string contact, Uri dashboard) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihr Nebenaccount {number} ist eingerichtet",
                "Sie können ihn ab sofort nutzen.",
                new Greeting(name),
                new Paragraph("Ihr neuer Nebenaccount ist eingerichtet und ab sofort nutzbar."),
                new Facts(("Nebenaccount", account), ("Kundennummer", number), ("Kontakt", contact)),
                new Paragraph("Gut zu wissen:"),
                new Points(
                    "Sie sehen den Nebenaccount mit Ihrem gewohnten Zugang. Das Team vor Ort hat eigene Zugänge.",
                    "Bis der Standort eigene Zahlungsdaten hinterlegt, zahlt der Hauptaccount.",
                    "Ob seine Rechnungen in Ihre Sammelrechnung kommen, stellen Sie in der Standortverwaltung ein."),
                new Link("Dashboard anzeigen", dashboard)),
            Language.French => new MailContent(
                language,
                $"Votre sous-compte {number} est prêt",
                "Vous pouvez l’utiliser dès maintenant.",
                new Greeting(name),
                new Paragraph("Votre nouveau sous-compte est prêt et utilisable dès maintenant."),
                new Facts(("Sous-compte", account), ("Numéro de client", number), ("Contact", contact)),
                new Paragraph("Bon à savoir:"),
                new Points(
                    "Vous voyez le sous-compte avec vos identifiants habituels. L’équipe sur place a ses propres identifiants.",
                    "Tant que le site n’a pas saisi ses propres données de paiement, c’est le compte principal qui paie.",
                    "Dans la gestion des sites, vous choisissez si ses factures font partie de votre facture groupée."),
                new Link("Afficher le tableau de bord", dashboard)),
            Language.Italian => new MailContent(
                language,
                $"Il Suo sottoconto {number} è pronto",
                "Può utilizzarlo da subito.",
                new Greeting(name),
                new Paragraph("Il Suo nuovo sottoconto è pronto e può essere utilizzato da subito."),
                new Facts(("Sottoconto", account), ("Numero cliente", number), ("Contatto", contact)),
                new Paragraph("Buono a sapersi:"),
                new Points(
                    "Lei vede il sottoconto con le Sue credenziali abituali. Il team sul posto ha credenziali proprie.",
                    "Finché la sede non avrà inserito i propri dati di pagamento, paga il conto principale.",
                    "Nella gestione delle sedi sceglie se le fatture del sottoconto confluiscono nella Sua fattura collettiva."),
                new Link("Aprire la dashboard", dashboard)),
            _ => new MailContent(
                language,
                $"Your sub-account {number} is set up",
                "You can use it from now on.",
                new Greeting(name),
                new Paragraph("Your new sub-account is set up and can be used from now on."),
                new Facts(("Sub-account", account), ("Customer number", number), ("Contact", contact)),
                new Paragraph("Good to know:"),
                new Points(
                    "You can see the sub-account with your usual login. The local team has its own logins.",
                    "Until the location enters its own payment details, the main account pays.",
                    "In the list of your locations, choose whether its invoices become part of your collective invoice."),
                new Link("View the dashboard", dashboard)),
        };

    /// <summary>To the person at the location: the account is set up.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver.</param>
    /// <param name="account">Name of the new account.</param>
    /// <param name="number">Its customer number.</param>
    /// <param name="dashboard">Its page in the portal.</param>
    public static MailContent ActiveToLocation(Language language, string name, string account, string number, Uri dashboard) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Das Kundenkonto für {account} ist eingerichtet",
                $"Ihre Kundennummer ist {number}.",
                new Greeting(name),
                new Paragraph(
                    "das Kundenkonto für Ihren Standort ist eingerichtet und ab sofort nutzbar. Bitte geben Sie bei Fragen Ihre "
                        + "Kundennummer an."),
                new Facts(("Organisation", account), ("Kundennummer", number)),
                new Paragraph("So geht es weiter:"),
                new Points(
                    "Falls noch nicht geschehen, übernehmen Sie das Kundenkonto mit dem Link aus unserer Einladung.",
                    "Laden Sie Ihr Team ein und geben Sie allen eine Rolle.",
                    "Bis Sie eigene Zahlungsdaten hinterlegen, zahlt Ihr Hauptaccount."),
                new Link("Dashboard anzeigen", dashboard)),
            Language.French => new MailContent(
                language,
                $"Le compte client pour {account} est prêt",
                $"Votre numéro de client est {number}.",
                new Greeting(name),
                new Paragraph(
                    "Le compte client pour votre site est prêt et utilisable dès maintenant. En cas de question, veuillez indiquer votre "
                        + "numéro de client."),
                new Facts(("Organisation", account), ("Numéro de client", number)),
                new Paragraph("Prochaines étapes:"),
                new Points(
                    "Si ce n’est pas encore fait, prenez en charge le compte client avec le lien figurant dans notre invitation.",
                    "Invitez votre équipe et attribuez un rôle à chaque personne.",
                    "Tant que vous n’avez pas saisi vos propres données de paiement, c’est votre compte principal qui paie."),
                new Link("Afficher le tableau de bord", dashboard)),
            Language.Italian => new MailContent(
                language,
                $"Il conto cliente per {account} è pronto",
                $"Il Suo numero cliente è {number}.",
                new Greeting(name),
                new Paragraph(
                    "Il conto cliente per la Sua sede è pronto e può essere utilizzato da subito. In caso di domande, La preghiamo di "
                        + "indicare il Suo numero cliente."),
                new Facts(("Organizzazione", account), ("Numero cliente", number)),
                new Paragraph("I prossimi passi:"),
                new Points(
                    "Se non lo ha ancora fatto, prenda in carico il conto cliente con il link contenuto nel nostro invito.",
                    "Inviti il Suo team e assegni un ruolo a ogni persona.",
                    "Finché non avrà inserito i Suoi dati di pagamento, paga il Suo conto principale."),
                new Link("Aprire la dashboard", dashboard)),
            _ => new MailContent(
                language,
                $"The customer account for {account} is set up",
                $"Your customer number is {number}.",
                new Greeting(name),
                new Paragraph(
                    "The customer account for your location is set up and can be used from now on. Please mention your customer number "
                        + "when you contact us."),
                new Facts(("Organization", account), ("Customer number", number)),
                new Paragraph("What you can do next:"),
                new Points(
                    "If you have not done so yet, take over the customer account with the link in our invitation.",
                    "Invite your team and give everybody a role.",
                    "Until you enter your own payment details, your main account pays."),
                new Link("View the dashboard", dashboard)),
        };

    private static Points LinesOf(IReadOnlyList<SubAccountLine> lines) =>
        new([.. lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {line.Sku}"))]);
}
