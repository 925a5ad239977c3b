using Accounts.Billing.Documents;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Invoices;

/// <summary>The invoice as a letter for human readers. It has the same content as the XML.</summary>
public static class InvoiceLetter
{
    /// <summary>The letter of a document. Without a number, it is a preview of a draft.</summary>
    public static Letter Of(InvoiceDocument document, ProviderOptions provider)
    {
        var language = document.Language;
        var title = InvoiceMails.TitleOf(document);
        return new Letter
        {
            Language = language,
            Title = document.Number is { } number
                ? $"{title} {number}"
                : language.Pick($"Entwurf: {title}", $"Draft: {title}", $"Brouillon: {title}", $"Bozza: {title}"),
            At = new DateTimeOffset(document.Date, TimeOnly.MinValue, TimeSpan.Zero),
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(RecipientOf(document.Buyer), provider, language),
            Facts = FactsOf(document),
            Opening = document.Notes,
            Table = TableOf(document),
            Totals = TotalsOf(document),
            Closing = ClosingOf(document),
            Payment = InvoicePaymentBlock.Of(document, provider),
            SwissBill = InvoicePaymentBlock.SwissBillOf(document, provider),
        };
    }

    private static OrderRecipient RecipientOf(Buyer buyer) =>
        new(buyer.Company.Name, buyer.ContactName, buyer.Company.Address, buyer.Email);

    private static List<(string Label, string Value)> FactsOf(InvoiceDocument document)
    {
        var language = document.Language;
        var (from, to) = document.Supplied;
        var isTaxable = document.Totals.Taxes.All(tax => tax.Category != "O");
        var isKnown = document.BuyerReference == document.Buyer.CustomerNumber || document.BuyerReference == document.PurchaseOrderNumber;
        var ownReference = isKnown ? null : document.BuyerReference;
        (string Label, string? Value)[] facts =
        [
            (DateLabel(document), MailDates.Day(document.Date, language)),
            (language.Pick("Leistungsdatum", "Date of supply", "Date de la prestation", "Data della prestazione"),
                from == to ? MailDates.Day(from, language) : null),
            (language.Pick("Leistungszeitraum", "Period of supply", "Période de prestation", "Periodo di prestazione"),
                from == to ? null : $"{MailDates.Day(from, language)} – {MailDates.Day(to, language)}"),
            (language.Pick("Kundennummer", "Customer number", "Numéro de client", "Numero cliente"), document.Buyer.CustomerNumber),
            (language.Pick("Ihre Bestellnummer", "Your order number", "Votre numéro de commande", "Suo numero d’ordine"),
                document.PurchaseOrderNumber),
            (language.Pick("Ihre Referenz", "Your reference", "Votre référence", "Suo riferimento"), ownReference),
            (language.Pick("Lieferschein", "Delivery note", "Bulletin de livraison", "Bolla di consegna"), document.DeliveryNote),
            (language.Pick("Zur Rechnung", "For invoice", "Relative à la facture", "Relativa alla fattura"),
                document.Preceding?.Number),
            (language.Pick("Ihre USt-IdNr.", "Your VAT id", "Votre N° TVA", "Suo N. IVA"), isTaxable ? document.Buyer.VatId : null),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
    }

    private static string DateLabel(InvoiceDocument document) => document.Kind == DocumentKind.Invoice
        ? document.Language.Pick("Rechnungsdatum", "Invoice date", "Date de la facture", "Data della fattura")
        : document.Language.Pick("Datum", "Date", "Date", "Data");

    private static LetterTable TableOf(InvoiceDocument document)
    {
        var language = document.Language;
        LetterColumn[] columns =
        [
            new("Pos.", 11), new(language.Pick("Bezeichnung", "Description", "Désignation", "Descrizione"), 74),
            new(language.Pick("Menge", "Quantity", "Quantité", "Quantità"), 26, IsNumber: true),
            new(language.Pick("Einzelpreis", "Unit price", "Prix unitaire", "Prezzo unitario"), 27, IsNumber: true),
            new(language.Pick("Gesamt", "Total", "Total", "Totale"), 27, IsNumber: true),
        ];
        List<LetterRow> rows = [];
        var sections = document.Lines.GroupBy(line => line.UsedBy).ToList();
        foreach (var section in sections)
        {
            var isNamed = sections.Count > 1 || section.Key.CustomerNumber != document.Buyer.CustomerNumber;
            if (isNamed)
                rows.Add(HeadingOf(section.Key, [.. section], language));
            rows.AddRange(section.Select(line => RowOf(document, line)));
            if (isNamed)
            {
                var sum = DocumentFormat.Amount(section.Sum(line => line.Net), language);
                rows.Add(LetterRow.Subtotal(language.Pick("Zwischensumme", "Subtotal", "Sous-total", "Totale parziale"), sum));
            }
        }

        var carried = language.Pick("Übertrag", "Carried over", "Report", "Riporto");
        var carry = new LetterCarry(carried, sum => DocumentFormat.Amount(sum, language));
        return new LetterTable(columns, rows, carry);
    }

    private static LetterRow HeadingOf(UsedBy account, IReadOnlyList<InvoiceLine> lines, Language language)
    {
        var orders = lines.Select(line => line.PurchaseOrderNumber ?? line.OrderId).OfType<string>().Distinct().ToList();
        var label = language.Pick("Aufträge", "Orders", "Commandes", "Ordini");
        var details = orders.Count == 0 ? null : $"{label}: {string.Join(", ", orders)}";
        var number = language.Pick("Kundennummer", "customer number", "numéro de client", "numero cliente");
        return LetterRow.Heading($"{account.Name}, {number} {account.CustomerNumber}", details);
    }

    private static LetterRow RowOf(InvoiceDocument document, InvoiceLine line)
    {
        var language = document.Language;
        var (from, to) = document.Supplied;
        string?[] texts =
        [
            line.Name,
            line.Note,
            line.OrderId is { } order ? language.Pick("Auftrag ", "Order ", "Commande ", "Ordine ") + order : null,
            line.PurchaseOrderNumber is { } number && number != document.PurchaseOrderNumber
                ? language.Pick("Ihre Bestellnummer ", "Your order number ", "Votre numéro de commande ", "Suo numero d’ordine ") + number
                : null,
            line.SuppliedFrom == from && line.SuppliedTo == to ? null : PeriodOf(line, language),
        ];
        var quantity =
            $"{DocumentFormat.Quantity(line.Quantity, language)} {DocumentFormat.UnitName(line.Unit, Math.Abs(line.Quantity), language)}";
        return new LetterRow(
            [
                line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                string.Join('\n', texts.OfType<string>()),
                quantity,
                DocumentFormat.Amount(line.UnitPrice, language),
                DocumentFormat.Amount(line.Net, language),
            ],
            line.Net);
    }

    private static string PeriodOf(InvoiceLine line, Language language) => line.SuppliedFrom == line.SuppliedTo
        ? MailDates.Day(line.SuppliedFrom, language)
        : $"{MailDates.Day(line.SuppliedFrom, language)} – {MailDates.Day(line.SuppliedTo, language)}";

    private static List<(string Label, string Value)> TotalsOf(InvoiceDocument document)
    {
        var language = document.Language;
        var totals = document.Totals;
        List<(string, string)> lines =
        [
            (language.Pick("Summe netto", "Net total", "Total net", "Totale netto"),
                DocumentFormat.Amount(totals.Net, document.Currency, language)),
        ];
        foreach (var tax in totals.Taxes.Where(tax => tax.Category == "S"))
        {
            var rate = DocumentFormat.Rate(tax.Rate, language);
            var label = language.Pick($"USt. {rate} auf", $"VAT {rate} on", $"TVA {rate} sur", $"IVA {rate} su");
            lines.Add(($"{label} {DocumentFormat.Amount(tax.Net, language)}", DocumentFormat.Amount(tax.Tax, document.Currency, language)));
        }

        var total = language.Pick("Gesamtbetrag", "Total", "Montant total", "Importo totale");
        lines.Add((total, DocumentFormat.Amount(totals.Gross, document.Currency, language)));
        return lines;
    }

    private static List<(string Heading, string Text)> ClosingOf(InvoiceDocument document)
    {
        List<(string, string)> paragraphs = [];
        foreach (var note in document.Totals.Taxes.Select(tax => tax.Note).OfType<string>().Distinct())
            paragraphs.Add((document.Language.Pick("Umsatzsteuer", "VAT", "TVA", "IVA"), note + "."));

        return paragraphs;
    }
}
