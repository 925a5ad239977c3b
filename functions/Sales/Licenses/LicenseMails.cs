using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Licenses;

/// <summary>Which order a mail is about.</summary>
/// <param name="OrderId">Our number.</param>
/// <param name="PurchaseOrderNumber">The customer's own.</param>
/// <param name="Company">The customer's name.</param>
public sealed record LicenseMailSubject(string OrderId, string? PurchaseOrderNumber, string Company);

/// <summary>Mails on the licenses of an order. They say where keys are, and never have one.</summary>
public static class LicenseMails
{
    /// <summary>To the customer: the licenses are there.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="about">The order.</param>
    /// <param name="lines">What is delivered, line by line.</param>
    /// <param name="link">Where the order is.</param>
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
            _ => new MailContent(
                language,
                $"The licenses of your order {about.OrderId} are there",
                "You find the delivery note and the keys in the customer portal.",
                new Greeting(),
                new Paragraph("We have bought the licenses of your order from the vendor:"),
                OrderOf(language, about),
                new Points(lines),
                new Link("View delivery note", link),
                new Paragraph(
                    "The keys stand on the delivery note and one by one in the customer portal, not in this message. Cloud licenses have "
                        + "no key; the instance is live from the purchase.")),
        };

    /// <summary>To the technical contact and the customer: the vendor waits for an account to be verified.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="last">Whether it is the last reminder.</param>
    /// <param name="about">The order.</param>
    /// <param name="contact">First and last name of the technical contact.</param>
    /// <param name="email">Where the vendor has sent its mail to.</param>
    /// <param name="vendors">Who waits.</param>
    /// <param name="link">Where the order is.</param>
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
            _ => new MailContent(
                language,
                $"{(last ? "Last reminder" : "Reminder")}: verify the account at the vendor (order {about.OrderId})",
                "The licenses are bought, but not issued yet.",
                new Greeting(),
                new Paragraph(
                    "The licenses of this order are bought. The vendor issues them as soon as the technical contact has verified an "
                        + "account there."),
                new Facts(
                    ("Order", about.OrderId), ("Vendor", vendors), ("Technical contact", contact), ("The vendor's e-mail went to", email)),
                new Link("View order", link),
                new Note("The e-mail for the verification comes from the vendor itself. Please look into your spam folder, too.")),
        };

    /// <summary>To the customer: the vendor does not sell it.</summary>
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
        _ => new MailContent(
            language,
            $"Licenses of your order {about.OrderId} cannot be delivered",
            "Our sales team will get in touch with you.",
            new Greeting(),
            new Paragraph(
                "The vendor does not sell us the following licenses of your order. You will not be charged for them; our sales team "
                    + "will get in touch with you."),
            OrderOf(language, about),
            new Points(lines),
            new Link("View order", link)),
    };

    /// <summary>To sales: the vendor does not sell it; with the vendor's codes.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="about">The order.</param>
    /// <param name="lines">What is not sold.</param>
    /// <param name="withdrawn">What takes lines back that were to be invoiced already.</param>
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
                    "The vendor does not sell these lines. The customer knows and waits to hear from you.",
                    [new Points(lines), .. Withdrawn(language, withdrawn)]),
        };

    /// <summary>To sales: nobody has verified an account within 30 days.</summary>
    public static MailContent OverdueForSales(Language language, LicenseMailSubject about) => language switch
    {
        Language.German => ForSales(
            language,
            about,
            $"Seit 30 Tagen unbestätigt: Auftrag {about.OrderId}",
            "Die Lizenzen sind gekauft, aber der technische Kontakt hat sein Konto beim Hersteller trotz dreier Erinnerungen seit "
                + "30 Tagen nicht bestätigt. Bitte rufen Sie den Kunden an. Der Auftrag bleibt bestehen und geht weiter, sobald das "
                + "geschieht."),
        _ => ForSales(
            language,
            about,
            $"Unverified for 30 days: order {about.OrderId}",
            "The licenses are bought, but the technical contact has not verified an account at the vendor for 30 days, in spite of "
                + "three reminders. Please call the customer. The order stays and goes on as soon as that happens."),
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
            "The vendor does not answer, or not as agreed. We go on trying; please ask the vendor and our own operations."),
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
                "Some of them were due for an invoice already, and are taken back. If that invoice has gone out, it has to be corrected:"),
            new Points(withdrawn),
        ],
    };

    private static MailContent ForSales(
        Language language, LicenseMailSubject about, string subject, string sentence, params MailBlock[] further) =>
        new(language, subject, sentence, [new Paragraph(sentence), OrderOf(language, about), .. further]);

    private static Facts OrderOf(Language language, LicenseMailSubject about)
    {
        var (order, own, company) = language == Language.German
            ? ("Auftrag", "Ihre Bestellnummer", "Kunde")
            : ("Order", "Your order number", "Customer");
        return about.PurchaseOrderNumber is { } number
            ? new Facts((order, about.OrderId), (own, number), (company, about.Company))
            : new Facts((order, about.OrderId), (company, about.Company));
    }
}
