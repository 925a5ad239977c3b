using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>The order confirmation (Auftragsbestätigung), made of what is frozen in the order.</summary>
public static class OrderConfirmation
{
    /// <summary>The name of its file.</summary>
    public static string FileNameOf(Order order) =>
        $"{(order.Language == Language.German ? "Auftragsbestaetigung" : "order-confirmation")}-{order.Id}.pdf";

    /// <summary>What it says.</summary>
    public static Letter Of(Order order, IReadOnlyList<OrderLine> lines, ProviderOptions provider)
    {
        var (language, german) = (order.Language, order.Language == Language.German);
        return new Letter
        {
            Language = language,
            Title = german ? $"Auftragsbestätigung {order.Id}" : $"Order confirmation {order.Id}",
            At = order.PlacedAt,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(order.Recipient, provider, language),
            Facts = OrderDocuments.FactsOf(order, german ? "Auftragsdatum" : "Order date", order.PlacedAt),
            Opening =
            [
                .. OrderDocuments.RolesOf(order, provider),
                german
                    ? "Vielen Dank für Ihren Auftrag. Wir bestätigen Ihnen die folgenden Leistungen:"
                    : "Thank you for your order. We confirm the following:",
            ],
            Table = TableOf(order, lines, german),
            Totals = TotalsOf(order, provider, german),
            Closing = ClosingOf(order, lines, german),
        };
    }

    private static LetterTable TableOf(Order order, IReadOnlyList<OrderLine> lines, bool german)
    {
        LetterColumn[] columns =
        [
            new(german ? "Pos." : "No.", 10),
            new(german ? "Bezeichnung" : "Description", 55),
            new(german ? "Menge" : "Quantity", 15, IsNumber: true),
            new(german ? "Einheit" : "Unit", 18),
            new(german ? "Einzelpreis" : "Unit price", 25, IsNumber: true),
            new(german ? "USt." : "VAT", 12, IsNumber: true),
            new(german ? $"Netto {order.Totals.Currency}" : $"Net {order.Totals.Currency}", 30, IsNumber: true),
        ];
        var rows = lines.Select(line => new LetterRow(
            [
                line.Number.ToString(CultureInfo.InvariantCulture),
                $"{line.Name.In(order.Language)}\n{Particulars(line, order.Language)}",
                DocumentFormat.Quantity(line.Quantity, order.Language),
                DocumentFormat.UnitName(line.Unit, line.Quantity, order.Language),
                DocumentFormat.Amount(line.UnitPrice, order.Language),
                line.TaxRate is { } rate ? DocumentFormat.Rate(rate, order.Language) : "–",
                DocumentFormat.Amount(line.Net, order.Language),
            ],
            line.Net));
        return new LetterTable(
            columns, [.. rows], new LetterCarry(german ? "Übertrag" : "Carried over", sum => DocumentFormat.Amount(sum, order.Language)));
    }

    private static string Particulars(OrderLine line, Language language)
    {
        var what = line.Deployment switch
        {
            Deployment.Cloud => $"{line.Sku} · Cloud",
            Deployment.DataCenter => $"{line.Sku} · Data Center",
            _ => line.Sku,
        };
        return line.Recurrence is { } recurrence ? $"{what} · {DocumentFormat.IntervalName(recurrence.Interval, language)}" : what;
    }

    private static List<(string Label, string Value)> TotalsOf(Order order, ProviderOptions provider, bool german)
    {
        var (totals, language) = (order.Totals, order.Language);
        var tax = !german ? "VAT" : provider.Country == Country.CH ? "MWST" : "USt.";
        var net = DocumentFormat.Amount(totals.Net, totals.Currency, language);
        var rows = new List<(string, string)> { (german ? "Summe netto" : "Net total", net) };
        rows.AddRange(totals.Taxes.Select(amount => (
            german
                ? $"{DocumentFormat.Rate(amount.Rate, language)} {tax} auf {DocumentFormat.Amount(amount.Net, language)}"
                : $"{DocumentFormat.Rate(amount.Rate, language)} {tax} on {DocumentFormat.Amount(amount.Net, language)}",
            DocumentFormat.Amount(amount.Tax, totals.Currency, language))));
        rows.Add((
            order.Tax.Treatment == TaxTreatment.ToBeReviewed
                ? german ? $"Summe ohne {tax}" : $"Total without {tax}"
                : german ? "Gesamtbetrag" : "Total",
            DocumentFormat.Amount(totals.Gross, totals.Currency, language)));
        return rows;
    }

    private static List<(string Heading, string Text)> ClosingOf(Order order, IReadOnlyList<OrderLine> lines, bool german)
    {
        var closing = new List<(string, string)>();
        if (order.Tax.Note is { } note)
            closing.Add((german ? "Umsatzsteuer" : "Tax", note + "."));
        if (lines.Any(line => line.Kind == ProductKind.License))
            closing.Add((german ? "Lizenzen" : "Licenses", Procurement(order, german)));
        if (lines.Any(line => line.Kind == ProductKind.Service))
            closing.Add((german ? "Dienstleistungen" : "Services", german
                ? "Das zuständige Team meldet sich bei Ihnen, um Termine und Einzelheiten zu vereinbaren."
                : "The team in charge will get in touch to agree on dates and details."));
        if (order.Account is { } account)
            closing.Add((german ? "Nebenaccount" : "Sub-account", german
                ? $"Die Leistungen sind für: {account.In(order.Language)}. Sie werden berechnet, sobald er eingerichtet ist."
                : $"This is for: {account.In(order.Language)}. It is charged as soon as that one is set up."));
        if (lines.Any(line => line.Recurrence is not null))
        {
            closing.Add((german ? "Wiederkehrende Preise" : "Recurring prices", string.Join(' ', lines
                .Where(line => line.Recurrence is not null)
                .GroupBy(line => line.Recurrence!)
                .Select(alike => TermsOf(string.Join(", ", alike.Select(line => line.Number)), alike.Key, german))
                .Prepend(german
                    ? "Was monatlich oder jährlich berechnet wird, steht oben mit dem Preis eines ganzen Zeitraums und wird im Voraus "
                        + "berechnet."
                    : "What is charged monthly or yearly stands above with the price of a whole period, and is charged in advance."))));
        }

        if (order.LayoutWish is { } wish)
            closing.Add((german ? "Ihr Wunsch zur Gestaltung" : "Your wish on the layout", wish));
        closing.Add((german ? "Geschäftsbedingungen" : "Terms", german
            ? $"Es gelten unsere Geschäftsbedingungen in der Fassung {order.Terms.Version}: {order.Terms.Url.AbsoluteUri}"
            : $"Our terms apply in the version {order.Terms.Version}: {order.Terms.Url.AbsoluteUri}"));
        return closing;
    }

    private static string TermsOf(string numbers, Recurrence terms, bool german)
    {
        var first = (terms.Prorated, german) switch
        {
            (true, true) => "der erste Zeitraum nach Tagen, ",
            (true, _) => "the first period by its days, ",
            _ => "",
        };
        return german
            ? $"Pos. {numbers}: {first}Kündigungsfrist {terms.NoticeDays} Tage zum Ende eines Zeitraums, Mindestlaufzeit "
                + $"{terms.MinimumTerm} Monate."
            : $"No. {numbers}: {first}notice of {terms.NoticeDays} days to the end of a period, minimum term {terms.MinimumTerm} months.";
    }

    private static string Procurement(Order order, bool german)
    {
        var contact = order.TechnicalContact!;
        var when = order.ProcureOn is { } day ? MailDates.Day(CentralEurope.StartOf(day), order.Language) : null;
        return german
            ? $"Wir kaufen die Lizenzen {(when is null ? "sofort" : "am " + when)} beim Hersteller. Technischer Kontakt: {contact.Name}, "
                + $"{contact.Email}."
            : $"We buy the licenses {(when is null ? "at once" : "on " + when)} at the vendor. Technical contact: {contact.Name}, "
                + $"{contact.Email}.";
    }
}
