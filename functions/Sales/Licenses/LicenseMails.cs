using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Licenses;

/// <summary>The order that a mail is about.</summary>
/// <param name="OrderId">The provider's number.</param>
/// <param name="PurchaseOrderNumber">The customer's own number.</param>
/// <param name="Company">The customer's name.</param>
public sealed record LicenseMailSubject(string OrderId, string? PurchaseOrderNumber, string Company);

/// <summary>Mails on the licenses of an order. They say where keys are, and never contain one.</summary>
public static class LicenseMails
{
    /// <summary>To the customer: the licenses are delivered.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="about">The order.</param>
    /// <param name="lines">What is delivered, line by line.</param>
    /// <param name="link">Link to the order.</param>
    public static MailContent Delivered(Language language, LicenseMailSubject about, IReadOnlyList<string> lines, Uri link) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihre Lizenzen zum Auftrag {about.OrderId} sind da",
                "Lieferschein und Schlüssel finden Sie im Kundenportal.",
                new Greeting(),
                new Paragraph("wir haben die Lizenzen Ihres Auftrags beim Hersteller eingekauft:"),
                OrderOf(language, about),
                new Points(lines),
                new Link("Lieferschein ansehen", link),
                new Paragraph(
                    "Die Schlüssel stehen auf dem Lieferschein und einzeln im Kundenportal, nicht in dieser Nachricht. Cloud-Lizenzen "
                        + "haben keinen Schlüssel; die Instanz ist ab dem Kauf produktiv.")),
            Language.French => new MailContent(
                language,
                $"Les licences de votre commande {about.OrderId} sont disponibles",
                "Vous trouverez le bulletin de livraison et les clés dans le portail client.",
                new Greeting(),
                new Paragraph("Nous avons acheté les licences de votre commande auprès de l’éditeur:"),
                OrderOf(language, about),
                new Points(lines),
                new Link("Voir le bulletin de livraison", link),
                new Paragraph(
                    "Les clés figurent sur le bulletin de livraison et une par une dans le portail client, non dans ce message. Les "
                        + "licences cloud n’ont pas de clé; l’instance est en service dès l’achat.")),
            Language.Italian => new MailContent(
                language,
                $"Le licenze del Suo ordine {about.OrderId} sono disponibili",
                "Trova la bolla di consegna e le chiavi nel portale clienti.",
                new Greeting(),
                new Paragraph("Abbiamo acquistato le licenze del Suo ordine presso il produttore:"),
                OrderOf(language, about),
                new Points(lines),
                new Link("Vedere la bolla di consegna", link),
                new Paragraph(
                    "Le chiavi figurano sulla bolla di consegna e una per una nel portale clienti, non in questo messaggio. Le licenze "
                        + "cloud non hanno chiave; l’istanza è in esercizio dal momento dell’acquisto.")),
            _ => new MailContent(
                language,
                $"The licenses of your order {about.OrderId} are available",
                "You can find the delivery note and the keys in the customer portal.",
                new Greeting(),
                new Paragraph("We have bought the licenses of your order from the vendor:"),
                OrderOf(language, about),
                new Points(lines),
                new Link("View delivery note", link),
                new Paragraph(
                    "The keys are on the delivery note and, one by one, in the customer portal, but not in this message. Cloud licenses "
                        + "have no key; the instance is live as soon as it is bought.")),
        };

    /// <summary>To the technical contact and the customer: the vendor waits for an account to be verified.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="last">Whether it is the last reminder.</param>
    /// <param name="about">The order.</param>
    /// <param name="contact">First and last name of the technical contact.</param>
    /// <param name="email">The address that the vendor sent its mail to.</param>
    /// <param name="vendors">The vendors that wait.</param>
    /// <param name="link">Link to the order.</param>
    public static MailContent Reminder(
        Language language, bool last, LicenseMailSubject about, string contact, string email, string vendors, Uri link) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"{(last ? "Letzte Erinnerung" : "Erinnerung")}: Konto beim Hersteller bestätigen (Auftrag {about.OrderId})",
                "Die Lizenzen sind gekauft, aber noch nicht freigegeben.",
                new Greeting(),
                new Paragraph(
                    "die Lizenzen dieses Auftrags sind gekauft. Der Hersteller gibt sie frei, sobald der technische Kontakt sein Konto "
                        + "dort bestätigt hat."),
                new Facts(
                    ("Auftrag", about.OrderId),
                    ("Hersteller", vendors),
                    ("Technischer Kontakt", contact),
                    ("E-Mail des Herstellers an", email)),
                new Link("Auftrag ansehen", link),
                new Note("Die E-Mail zur Bestätigung kommt vom Hersteller selbst. Bitte sehen Sie auch im Spam-Ordner nach.")),
            Language.French => new MailContent(
                language,
                $"{(last ? "Dernier rappel" : "Rappel")}: confirmer le compte auprès de l’éditeur (commande {about.OrderId})",
                "Les licences sont achetées, mais pas encore délivrées.",
                new Greeting(),
                new Paragraph(
                    "Les licences de cette commande sont achetées. L’éditeur les délivrera dès que le contact technique aura confirmé son "
                        + "compte auprès de lui."),
                new Facts(
                    ("Commande", about.OrderId),
                    ("Éditeur", vendors),
                    ("Contact technique", contact),
                    ("E-mail de l’éditeur envoyé à", email)),
                new Link("Voir la commande", link),
                new Note(
                    "L’e-mail de confirmation vient de l’éditeur lui-même. Veuillez aussi vérifier votre dossier de courrier "
                        + "indésirable.")),
            Language.Italian => new MailContent(
                language,
                $"{(last ? "Ultimo promemoria" : "Promemoria")}: confermare l’account presso il produttore (ordine {about.OrderId})",
                "Le licenze sono acquistate, ma non ancora rilasciate.",
                new Greeting(),
                new Paragraph(
                    "Le licenze di questo ordine sono acquistate. Il produttore le rilascerà non appena il contatto tecnico vi "
                        + "avrà confermato il proprio account."),
                new Facts(
                    ("Ordine", about.OrderId),
                    ("Produttore", vendors),
                    ("Contatto tecnico", contact),
                    ("E-mail del produttore inviata a", email)),
                new Link("Vedere l’ordine", link),
                new Note("L’e-mail di conferma proviene dal produttore stesso. La preghiamo di controllare anche la cartella spam.")),
            _ => new MailContent(
                language,
                $"{(last ? "Last reminder" : "Reminder")}: verify the account at the vendor (order {about.OrderId})",
                "The licenses have been bought, but not issued yet.",
                new Greeting(),
                new Paragraph(
                    "The licenses of this order have been bought. The vendor will issue them as soon as the technical contact has "
                        + "verified an account there."),
                new Facts(
                    ("Order", about.OrderId), ("Vendor", vendors), ("Technical contact", contact), ("The vendor's e-mail went to", email)),
                new Link("View order", link),
                new Note("The e-mail for the verification comes from the vendor itself. Please check your spam folder as well.")),
        };

    /// <summary>To the customer: the vendor does not sell these licenses.</summary>
    public static MailContent Failed(Language language, LicenseMailSubject about, IReadOnlyList<string> lines, Uri link) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Lizenzen zum Auftrag {about.OrderId} nicht lieferbar",
            "Unser Vertrieb meldet sich bei Ihnen.",
            new Greeting(),
            new Paragraph(
                "der Hersteller verkauft uns die folgenden Lizenzen Ihres Auftrags nicht. Sie werden Ihnen nicht berechnet; unser "
                    + "Vertrieb meldet sich bei Ihnen."),
            OrderOf(language, about),
            new Points(lines),
            new Link("Auftrag ansehen", link)),
        Language.French => new MailContent(
            language,
            $"Licences de la commande {about.OrderId} non livrables",
            "Notre service commercial prendra contact avec vous.",
            new Greeting(),
            new Paragraph(
                "L’éditeur ne nous vend pas les licences suivantes de votre commande. Elles ne vous seront pas facturées; notre "
                    + "service commercial prendra contact avec vous."),
            OrderOf(language, about),
            new Points(lines),
            new Link("Voir la commande", link)),
        Language.Italian => new MailContent(
            language,
            $"Licenze dell’ordine {about.OrderId} non disponibili",
            "Il nostro servizio commerciale La contatterà.",
            new Greeting(),
            new Paragraph(
                "Il produttore non ci vende le seguenti licenze del Suo ordine. Non Le saranno fatturate; il nostro servizio "
                    + "commerciale La contatterà."),
            OrderOf(language, about),
            new Points(lines),
            new Link("Vedere l’ordine", link)),
        _ => new MailContent(
            language,
            $"Licenses of your order {about.OrderId} cannot be delivered",
            "Our sales team will get in touch with you.",
            new Greeting(),
            new Paragraph(
                "The vendor will not sell us the following licenses of your order. You will not be charged for them; our sales team "
                    + "will get in touch with you."),
            OrderOf(language, about),
            new Points(lines),
            new Link("View order", link)),
    };

    /// <summary>To sales: the vendor does not sell these licenses; with the vendor's codes.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="about">The order.</param>
    /// <param name="lines">The lines that are not sold.</param>
    /// <param name="withdrawn">The charges that withdraw lines which were already due for an invoice.</param>
    public static MailContent FailedForSales(
        Language language, LicenseMailSubject about, IReadOnlyList<string> lines, IReadOnlyList<string> withdrawn) =>
        language switch
        {
            Language.German =>
                ForSales(
                    language,
                    about,
                    $"Kauf gescheitert: Auftrag {about.OrderId}",
                    "Der Hersteller verkauft diese Zeilen nicht. Der Kunde weiß davon und wartet darauf, dass Sie sich melden.",
                    [new Points(lines), .. Withdrawn(language, withdrawn)]),
            _ =>
                ForSales(
                    language,
                    about,
                    $"Purchase failed: order {about.OrderId}",
                    "The vendor will not sell these lines. The customer has been notified and is waiting to hear from you.",
                    [new Points(lines), .. Withdrawn(language, withdrawn)]),
        };

    /// <summary>To sales: nobody has verified an account in time.</summary>
    public static MailContent OverdueForSales(Language language, LicenseMailSubject about) => language switch
    {
        Language.German => ForSales(
            language,
            about,
            $"Seit {VerificationReminders.OverdueDays} Tagen unbestätigt: Auftrag {about.OrderId}",
            "Die Lizenzen sind gekauft, aber der technische Kontakt hat sein Konto beim Hersteller trotz unserer Erinnerungen seit "
                + $"{VerificationReminders.OverdueDays} Tagen nicht bestätigt. Bitte rufen Sie den Kunden an. Der Auftrag bleibt "
                + "bestehen und geht weiter, sobald das geschieht."),
        _ => ForSales(
            language,
            about,
            $"Unverified for {VerificationReminders.OverdueDays} days: order {about.OrderId}",
            "The licenses have been bought, but the technical contact has not verified an account at the vendor for "
                + $"{VerificationReminders.OverdueDays} days, despite our reminders. Please call the customer. The order remains and "
                + "continues as soon as the account is verified."),
    };

    /// <summary>To sales: the vendor does not answer, or not as agreed.</summary>
    public static MailContent TroubleForSales(Language language, LicenseMailSubject about) => language switch
    {
        Language.German => ForSales(
            language,
            about,
            $"Einkauf stockt: Auftrag {about.OrderId}",
            "Der Hersteller antwortet nicht oder nicht wie vereinbart. Wir versuchen es weiter; bitte fragen Sie beim Hersteller und "
                + "bei unserem Betrieb nach."),
        _ => ForSales(
            language,
            about,
            $"Purchase is stuck: order {about.OrderId}",
            "The vendor does not answer, or not as agreed. We keep trying; please ask the vendor and our operations team."),
    };

    private static MailBlock[] Withdrawn(Language language, IReadOnlyList<string> withdrawn) => (withdrawn.Count, language) switch
    {
        (0, _) => [],
        (_, Language.German) => [new Paragraph(
            "Einige davon waren schon zur Rechnung vorgemerkt und sind zurückgenommen. Ging ihre Rechnung "
                + "bereits hinaus, muss sie berichtigt werden:"), new Points(withdrawn)],
        _ =>
        [
            new Paragraph(
                "Some of them were already due for an invoice and have been withdrawn. An invoice that has been sent must be corrected:"),
            new Points(withdrawn),
        ],
    };

    private static MailContent ForSales(
        Language language, LicenseMailSubject about, string subject, string sentence, params MailBlock[] further) =>
        new(language, subject, sentence, [new Paragraph(sentence), OrderOf(language, about), .. further]);

    private static Facts OrderOf(Language language, LicenseMailSubject about)
    {
        var (order, own, company) = language switch
        {
            Language.German => ("Auftrag", "Ihre Bestellnummer", "Kunde"),
            Language.French => ("Commande", "Votre numéro de commande", "Client"),
            Language.Italian => ("Ordine", "Il Suo numero d’ordine", "Cliente"),
            _ => ("Order", "Your order number", "Customer"),
        };
        return about.PurchaseOrderNumber is { } number
            ? new Facts((order, about.OrderId), (own, number), (company, about.Company))
            : new Facts((order, about.OrderId), (company, about.Company));
    }
}
