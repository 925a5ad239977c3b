using Accounts.Billing.Invoices;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>The mails about payment, in the language of the account.</summary>
public sealed class PaymentMails(IOptions<PortalOptions> portal)
{
    /// <summary>The card was refused; the invoice is paid by transfer.</summary>
    public MailContent CardRefused(Invoice invoice)
    {
        var (language, german) = Language(invoice);
        return new MailContent(
            language,
            german ? $"Ihre Karte wurde nicht belastet: Rechnung {invoice.Number}" : $"Your card was not charged: invoice {invoice.Number}",
            german ? "Bitte überweisen Sie den Betrag." : "Please transfer the amount.",
            new Greeting(invoice.Document!.Buyer.ContactName),
            new Paragraph(german
                ? "wir konnten Ihre Kreditkarte für diese Rechnung nicht belasten. Bitte überweisen Sie den Betrag."
                : "we could not charge your credit card for this invoice. Please transfer the amount."),
            new Facts([.. HowToPay(invoice)]),
            new Link(german ? "Rechnung ansehen" : "Show the invoice", portal.Value.Invoice(invoice.OrganizationId, invoice.Number!)));
    }

    /// <summary>A reminder: the first is friendly, later ones say what being late costs.</summary>
    public MailContent Reminder(Invoice invoice, LateClaim claim)
    {
        var (language, german) = Language(invoice);
        var subject = (claim.Number, claim.IsLast, german) switch
        {
            (1, _, true) => $"Zahlungserinnerung: Rechnung {invoice.Number}",
            (1, _, _) => $"Payment reminder: invoice {invoice.Number}",
            (_, true, true) => $"Letzte Mahnung: Rechnung {invoice.Number}",
            (_, true, _) => $"Final notice: invoice {invoice.Number}",
            (_, _, true) => $"{claim.Number - 1}. Mahnung: Rechnung {invoice.Number}",
            _ => $"Notice {claim.Number - 1}: invoice {invoice.Number}",
        };
        return new MailContent(
            language,
            subject,
            german ? "Der Betrag ist noch offen." : "The amount is still open.",
            new Greeting(invoice.Document!.Buyer.ContactName),
            new Paragraph(OpeningOf(invoice, claim, german)),
            new Facts([.. HowToPay(invoice), .. ClaimOf(invoice, claim, german)]),
            new Paragraph(german
                ? "Haben Sie inzwischen gezahlt? Dann ist diese E-Mail gegenstandslos."
                : "If you have paid in the meantime, please disregard this e-mail."),
            new Link(german ? "Rechnung ansehen" : "Show the invoice", portal.Value.Invoice(invoice.OrganizationId, invoice.Number!)));
    }

    private static (Language Language, bool IsGerman) Language(Invoice invoice) =>
        (invoice.Document!.Language, invoice.Document.Language == Platform.Values.Language.German);

    private static string OpeningOf(Invoice invoice, LateClaim claim, bool german)
    {
        var day = MailDates.Day(invoice.DueOn!.Value, invoice.Document!.Language);
        if (claim.Number == 1)
        {
            return german
                ? $"sicher haben Sie es übersehen: Diese Rechnung war bis {day} zu zahlen."
                : $"you may have missed it: this invoice was payable until {day}.";
        }

        return german
            ? $"trotz unserer Erinnerung ist diese Rechnung, die bis {day} zu zahlen war, noch offen."
            : $"despite our reminder this invoice, which was payable until {day}, is still open.";
    }

    private static IEnumerable<(string Label, string Value)> HowToPay(Invoice invoice)
    {
        var (language, german) = Language(invoice);
        var bank = invoice.Document!.Payment.Account;
        yield return (german ? "Rechnung" : "Invoice", $"{invoice.Number}, {MailDates.Day(invoice.Date!.Value, language)}");
        yield return (german ? "Offen" : "Open", DocumentFormat.Amount(invoice.Open, invoice.Currency, language));
        if (invoice.DueOn is { } due)
            yield return (german ? "Zahlbar bis" : "Payable until", MailDates.Day(due, language));
        yield return (german ? "Empfänger" : "Payee", bank.Holder);
        yield return ("IBAN", Iban.Group(bank.Iban));
        yield return (german ? "Verwendungszweck" : "Reference", invoice.Number!);
    }

    private static IEnumerable<(string Label, string Value)> ClaimOf(Invoice invoice, LateClaim claim, bool german)
    {
        var language = invoice.Document!.Language;
        if (claim.Interest > 0)
            yield return (
                german ? "Verzugszinsen bis heute" : "Interest until today",
                DocumentFormat.Amount(claim.Interest, invoice.Currency, language));
        if (claim.LumpSum > 0)
            yield return (
                german ? "Verzugspauschale" : "Lump sum for late payment",
                DocumentFormat.Amount(claim.LumpSum, invoice.Currency, language));
    }
}
