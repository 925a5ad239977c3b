using Accounts.Billing.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Invoices;

/// <summary>The mails about invoices.</summary>
public static class InvoiceMails
{
    /// <summary>To the invoice contact, with the invoice as PDF and as XML.</summary>
    public static MailContent Issued(InvoiceDocument document, Uri link)
    {
        var (german, isInvoice) = (document.Language == Language.German, document.Kind == DocumentKind.Invoice);
        var title = $"{TitleOf(document)} {document.Number}";
        var preview = (german, isInvoice) switch
        {
            (true, true) => "Ihre Rechnung liegt als PDF und als XRechnung bei.",
            (true, false) => "Die Stornorechnung liegt als PDF und als XRechnung bei.",
            (false, true) => "Your invoice is attached as PDF and as XRechnung.",
            _ => "The cancellation is attached as PDF and as XRechnung.",
        };
        var opening = german
            ? $"anbei erhalten Sie die {title} als PDF und als elektronische Rechnung im Format XRechnung. Beide sagen dasselbe."
            : $"please find attached the {char.ToLowerInvariant(title[0])}{title[1..]} as PDF and as electronic invoice (XRechnung). "
                + "Both say the same.";
        List<MailBlock> blocks =
        [
            new Greeting(document.Buyer.ContactName),
            new Paragraph(opening),
            new Facts([.. FactsOf(document)]),
            .. TermsOf(document),
            new Link(german ? "Im Kundenportal ansehen" : "Show it in the customer portal", link),
        ];
        return new MailContent(document.Language, title, preview, [.. blocks]);
    }

    /// <summary>What a document is called. Never Gutschrift: that is another kind of document (§ 14 (2) UStG).</summary>
    public static string TitleOf(InvoiceDocument document) => (document.Kind, document.Language) switch
    {
        (DocumentKind.Invoice, Language.German) => "Rechnung",
        (DocumentKind.Invoice, _) => "Invoice",
        (_, Language.German) => "Stornorechnung",
        _ => "Cancellation invoice",
    };

    /// <summary>The name of a document's file.</summary>
    public static string FileNameOf(InvoiceDocument document, string extension) =>
        $"{TitleOf(document).Replace(' ', '-')}-{document.Number}.{extension}";

    private static IEnumerable<(string Label, string Value)> FactsOf(InvoiceDocument document)
    {
        var (language, german) = (document.Language, document.Language == Language.German);
        yield return (german ? "Nummer" : "Number", document.Number!);
        yield return (german ? "Datum" : "Date", MailDates.Day(document.Date, language));
        yield return (german ? "Kundennummer" : "Customer number", document.Buyer.CustomerNumber);
        if (document.PurchaseOrderNumber is { } order)
            yield return (german ? "Ihre Bestellnummer" : "Your order number", order);
        if (document.Preceding is { } invoice)
            yield return (german ? "Zur Rechnung" : "Of the invoice", invoice.Number);
        yield return (german ? "Betrag" : "Amount", DocumentFormat.Amount(document.Totals.Gross, document.Currency, language));
    }

    private static IEnumerable<MailBlock> TermsOf(InvoiceDocument document)
    {
        var sentences = InvoiceTexts.SentencesOf(document);
        return sentences.Count == 0 ? [] : [new Paragraph(string.Join(' ', sentences))];
    }
}
