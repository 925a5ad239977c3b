using Accounts.Billing.Documents;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Invoices;

/// <summary>The invoice as a letter, for people. It says what the XML says.</summary>
public static class InvoiceLetter
{
    /// <summary>The letter of a document; without a number a preview of a draft.</summary>
    public static Letter Of(InvoiceDocument document, ProviderOptions provider)
    {
        var (language, german) = (document.Language, document.Language == Language.German);
        var title = InvoiceMails.TitleOf(document);
        return new Letter
        {
            Language = language,
            Title = document.Number is { } number ? $"{title} {number}" : german ? $"Entwurf: {title}" : $"Draft: {title}",
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
        var (language, german) = (document.Language, document.Language == Language.German);
        var (from, to) = document.Supplied;
        var isTaxable = document.Totals.Taxes.All(tax => tax.Category != "O");
        var isKnown = document.BuyerReference == document.Buyer.CustomerNumber || document.BuyerReference == document.PurchaseOrderNumber;
        var ownReference = isKnown ? null : document.BuyerReference;
        (string Label, string? Value)[] facts =
        [
            (DateLabel(document, german), MailDates.Day(document.Date, language)),
            (german ? "Leistungsdatum" : "Date of supply", from == to ? MailDates.Day(from, language) : null),
            (german ? "Leistungszeitraum" : "Period of supply",
                from == to ? null : $"{MailDates.Day(from, language)} – {MailDates.Day(to, language)}"),
            (german ? "Kundennummer" : "Customer number", document.Buyer.CustomerNumber),
            (german ? "Ihre Bestellnummer" : "Your order number", document.PurchaseOrderNumber),
            (german ? "Ihre Referenz" : "Your reference", ownReference),
            (german ? "Lieferschein" : "Delivery note", document.DeliveryNote),
            (german ? "Zur Rechnung" : "Of the invoice", document.Preceding?.Number),
            (german ? "Ihre USt-IdNr." : "Your VAT id", isTaxable ? document.Buyer.VatId : null),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
    }

    private static string DateLabel(InvoiceDocument document, bool german) => document.Kind == DocumentKind.Invoice
        ? german ? "Rechnungsdatum" : "Invoice date"
        : german ? "Datum" : "Date";

    private static LetterTable TableOf(InvoiceDocument document)
    {
        var (language, german) = (document.Language, document.Language == Language.German);
        LetterColumn[] columns =
        [
            new("Pos.", 11), new(german ? "Bezeichnung" : "Description", 74), new(german ? "Menge" : "Quantity", 26, IsNumber: true),
            new(german ? "Einzelpreis" : "Unit price", 27, IsNumber: true), new(german ? "Gesamt" : "Total", 27, IsNumber: true),
        ];
        List<LetterRow> rows = [];
        var sections = document.Lines.GroupBy(line => line.UsedBy).ToList();
        foreach (var section in sections)
        {
            var isNamed = sections.Count > 1 || section.Key.CustomerNumber != document.Buyer.CustomerNumber;
            if (isNamed)
                rows.Add(HeadingOf(section.Key, [.. section], german));
            rows.AddRange(section.Select(line => RowOf(document, line)));
            if (isNamed)
            {
                var sum = DocumentFormat.Amount(section.Sum(line => line.Net), language);
                rows.Add(LetterRow.Subtotal(german ? "Zwischensumme" : "Subtotal", sum));
            }
        }

        var carry = new LetterCarry(german ? "Übertrag" : "Carried over", sum => DocumentFormat.Amount(sum, language));
        return new LetterTable(columns, rows, carry);
    }

    private static LetterRow HeadingOf(UsedBy account, IReadOnlyList<InvoiceLine> lines, bool german)
    {
        var orders = lines.Select(line => line.PurchaseOrderNumber ?? line.OrderId).OfType<string>().Distinct().ToList();
        var details = orders.Count == 0 ? null : (german ? "Aufträge: " : "Orders: ") + string.Join(", ", orders);
        var number = german ? "Kundennummer" : "customer number";
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
            line.OrderId is { } order ? (language == Language.German ? "Auftrag " : "Order ") + order : null,
            line.PurchaseOrderNumber is { } number && number != document.PurchaseOrderNumber
                ? (language == Language.German ? "Ihre Bestellnummer " : "Your order number ") + number
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
        var (language, german) = (document.Language, document.Language == Language.German);
        var totals = document.Totals;
        List<(string, string)> lines =
        [
            (german ? "Summe netto" : "Net total", DocumentFormat.Amount(totals.Net, document.Currency, language))
        ];
        foreach (var tax in totals.Taxes.Where(tax => tax.Category == "S"))
        {
            var label = german
                ? $"USt. {DocumentFormat.Rate(tax.Rate, language)} auf"
                : $"VAT {DocumentFormat.Rate(tax.Rate, language)} on";
            lines.Add(($"{label} {DocumentFormat.Amount(tax.Net, language)}", DocumentFormat.Amount(tax.Tax, document.Currency, language)));
        }

        lines.Add((german ? "Gesamtbetrag" : "Total", DocumentFormat.Amount(totals.Gross, document.Currency, language)));
        return lines;
    }

    private static List<(string Heading, string Text)> ClosingOf(InvoiceDocument document)
    {
        var german = document.Language == Language.German;
        List<(string, string)> paragraphs = [];
        foreach (var note in document.Totals.Taxes.Select(tax => tax.Note).OfType<string>().Distinct())
            paragraphs.Add((german ? "Umsatzsteuer" : "VAT", note + "."));

        return paragraphs;
    }
}
