using Accounts.Billing.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Invoices;

public static class InvoiceMails
{
    /// <summary>To the invoice contact, with the invoice as PDF and as XML.</summary>
    public static MailContent Issued(InvoiceDocument document, Uri link)
    {
        var language = document.Language;
        var title = $"{TitleOf(document)} {document.Number}";
        var named = char.ToLowerInvariant(title[0]) + title[1..];
        var preview = document.Kind == DocumentKind.Invoice
            ? language.Pick(
                "Ihre Rechnung liegt als PDF und als XRechnung bei.",
                "Your invoice is attached as a PDF and as an XRechnung.",
                "Votre facture est jointe en PDF et au format XRechnung.",
                "La Sua fattura è allegata in PDF e nel formato XRechnung.")
            : language.Pick(
                "Die Stornorechnung liegt als PDF und als XRechnung bei.",
                "The cancellation is attached as a PDF and as an XRechnung.",
                "La facture d’annulation est jointe en PDF et au format XRechnung.",
                "La fattura di storno è allegata in PDF e nel formato XRechnung.");
        var opening = language.Pick(
            $"anbei erhalten Sie die {title} als PDF und als elektronische Rechnung im Format XRechnung. Beide sagen dasselbe.",
            $"please find attached the {named} as a PDF and as an electronic invoice (XRechnung). Both have the same content.",
            $"Vous trouverez ci-joint la {named} en PDF et sous forme de facture électronique au format XRechnung. "
                + "Les deux ont le même contenu.",
            $"In allegato trova la {named} in PDF e come fattura elettronica nel formato XRechnung. Entrambe hanno lo stesso contenuto.");
        List<MailBlock> blocks =
        [
            new Greeting(document.Buyer.ContactName),
            new Paragraph(opening),
            new Facts([.. FactsOf(document)]),
            .. TermsOf(document),
            new Link(
                language.Pick(
                    "Im Kundenportal ansehen", "Show it in the customer portal", "Voir dans le portail client",
                    "Visualizzare nel portale clienti"),
                link),
        ];
        return new MailContent(language, title, preview, [.. blocks]);
    }

    /// <summary>The title of a document. Never Gutschrift, which is another kind of document (§ 14 (2) UStG).</summary>
    public static string TitleOf(InvoiceDocument document) => document.Kind == DocumentKind.Invoice
        ? document.Language.Pick("Rechnung", "Invoice", "Facture", "Fattura")
        : document.Language.Pick("Stornorechnung", "Cancellation invoice", "Facture d’annulation", "Fattura di storno");

    public static string FileNameOf(InvoiceDocument document, string extension)
    {
        var title = document.Kind == DocumentKind.Invoice
            ? document.Language.Pick("Rechnung", "Invoice", "facture", "fattura")
            : document.Language.Pick("Stornorechnung", "Cancellation-invoice", "facture-d-annulation", "fattura-di-storno");
        return $"{title}-{document.Number}.{extension}";
    }

    private static IEnumerable<(string Label, string Value)> FactsOf(InvoiceDocument document)
    {
        var language = document.Language;
        yield return (language.Pick("Nummer", "Number", "Numéro", "Numero"), document.Number!);
        yield return (language.Pick("Datum", "Date", "Date", "Data"), MailDates.Day(document.Date, language));
        yield return (
            language.Pick("Kundennummer", "Customer number", "Numéro de client", "Numero cliente"),
            document.Buyer.CustomerNumber);
        if (document.PurchaseOrderNumber is { } order)
            yield return (
                language.Pick("Ihre Bestellnummer", "Your order number", "Votre numéro de commande", "Suo numero d’ordine"),
                order);
        if (document.Preceding is { } invoice)
            yield return (
                language.Pick("Zur Rechnung", "For invoice", "Relative à la facture", "Relativa alla fattura"),
                invoice.Number);
        var amount = DocumentFormat.Amount(document.Totals.Gross, document.Currency, language);
        yield return (language.Pick("Betrag", "Amount", "Montant", "Importo"), amount);
    }

    private static IEnumerable<MailBlock> TermsOf(InvoiceDocument document)
    {
        var sentences = InvoiceTexts.SentencesOf(document);
        return sentences.Count == 0 ? [] : [new Paragraph(string.Join(' ', sentences))];
    }
}
