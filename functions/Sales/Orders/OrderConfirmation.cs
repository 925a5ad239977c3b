using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>The order confirmation (Auftragsbestätigung), built from the fixed data of the order.</summary>
public static class OrderConfirmation
{
    public static string FileNameOf(Order order)
    {
        var name = order.Language.Pick("Auftragsbestaetigung", "order-confirmation", "confirmation-de-commande", "conferma-ordine");
        return $"{name}-{order.Id}.pdf";
    }

    public static Letter Of(Order order, IReadOnlyList<OrderLine> lines, ProviderOptions provider)
    {
        var language = order.Language;
        return new Letter
        {
            Language = language,
            Title = language.Pick(
                $"Auftragsbestätigung {order.Id}",
                $"Order confirmation {order.Id}",
                $"Confirmation de commande {order.Id}",
                $"Conferma d’ordine {order.Id}"),
            At = order.PlacedAt,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(order.Recipient, provider, language),
            Facts = OrderDocuments.FactsOf(
                order, language.Pick("Auftragsdatum", "Order date", "Date de commande", "Data dell’ordine"), order.PlacedAt),
            Opening =
            [
                .. OrderDocuments.RolesOf(order, provider),
                language.Pick(
                    "Vielen Dank für Ihren Auftrag. Wir bestätigen Ihnen die folgenden Leistungen:",
                    "Thank you for your order. We confirm the following:",
                    "Nous vous remercions de votre commande. Nous vous confirmons les prestations suivantes:",
                    "La ringraziamo per il Suo ordine. Le confermiamo le seguenti prestazioni:"),
            ],
            Table = TableOf(order, lines),
            Totals = TotalsOf(order, provider),
            Closing = ClosingOf(order, lines),
        };
    }

    private static LetterTable TableOf(Order order, IReadOnlyList<OrderLine> lines)
    {
        var (language, currency) = (order.Language, order.Totals.Currency);
        LetterColumn[] columns =
        [
            new(language.Pick("Pos.", "No.", "Pos.", "Pos."), 10),
            new(language.Pick("Bezeichnung", "Description", "Désignation", "Descrizione"), 55),
            new(language.Pick("Menge", "Quantity", "Quantité", "Quantità"), 15, IsNumber: true),
            new(language.Pick("Einheit", "Unit", "Unité", "Unità"), 18),
            new(language.Pick("Einzelpreis", "Unit price", "Prix unitaire", "Prezzo unitario"), 25, IsNumber: true),
            new(language.Pick("USt.", "VAT", "TVA", "IVA"), 12, IsNumber: true),
            new(language.Pick($"Netto {currency}", $"Net {currency}", $"Net {currency}", $"Netto {currency}"), 30, IsNumber: true),
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
        var carry = language.Pick("Übertrag", "Carried over", "Report", "Riporto");
        return new LetterTable(columns, [.. rows], new LetterCarry(carry, sum => DocumentFormat.Amount(sum, language)));
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

    private static List<(string Label, string Value)> TotalsOf(Order order, ProviderOptions provider)
    {
        var (totals, language) = (order.Totals, order.Language);
        var tax = language.Pick(provider.Country == Country.CH ? "MWST" : "USt.", "VAT", "TVA", "IVA");
        var net = DocumentFormat.Amount(totals.Net, totals.Currency, language);
        var rows = new List<(string, string)> { (language.Pick("Summe netto", "Net total", "Total net", "Totale netto"), net) };
        var on = language.Pick("auf", "on", "sur", "su");
        rows.AddRange(totals.Taxes.Select(amount => (
            $"{DocumentFormat.Rate(amount.Rate, language)} {tax} {on} {DocumentFormat.Amount(amount.Net, language)}",
            DocumentFormat.Amount(amount.Tax, totals.Currency, language))));
        rows.Add((
            order.Tax.Treatment == TaxTreatment.ToBeReviewed
                ? language.Pick($"Summe ohne {tax}", $"Total without {tax}", $"Total sans {tax}", $"Totale senza {tax}")
                : language.Pick("Gesamtbetrag", "Total", "Total", "Totale"),
            DocumentFormat.Amount(totals.Gross, totals.Currency, language)));
        return rows;
    }

    private static List<(string Heading, string Text)> ClosingOf(Order order, IReadOnlyList<OrderLine> lines)
    {
        var language = order.Language;
        var closing = new List<(string, string)>();
        if (order.Tax.Note is { } note)
            closing.Add((language.Pick("Umsatzsteuer", "Tax", "TVA", "IVA"), note + "."));
        if (lines.Any(line => line.Kind == ProductKind.License))
            closing.Add((language.Pick("Lizenzen", "Licenses", "Licences", "Licenze"), Procurement(order)));
        if (lines.Any(line => line.Kind == ProductKind.Service))
            closing.Add((language.Pick("Dienstleistungen", "Services", "Services", "Servizi"), language.Pick(
                "Das zuständige Team meldet sich bei Ihnen, um Termine und Einzelheiten zu vereinbaren.",
                "The team in charge will get in touch to agree on dates and details.",
                "L’équipe compétente prendra contact avec vous pour convenir des rendez-vous et des détails.",
                "Il team competente La contatterà per concordare gli appuntamenti e i dettagli.")));
        if (order.Account is { } account)
            closing.Add((language.Pick("Nebenaccount", "Sub-account", "Sous-compte", "Sottoconto"), language.Pick(
                $"Die Leistungen sind für: {account.In(language)}. Sie werden berechnet, sobald er eingerichtet ist.",
                $"This is for: {account.In(language)}. It is charged as soon as the sub-account is set up.",
                $"Les prestations sont pour: {account.In(language)}. Elles seront facturées dès que celui-ci sera activé.",
                $"Le prestazioni sono per: {account.In(language)}. Saranno fatturate non appena questo sarà attivato.")));
        if (lines.Any(line => line.Recurrence is not null))
        {
            var recurring = language.Pick("Wiederkehrende Preise", "Recurring prices", "Prix récurrents", "Prezzi ricorrenti");
            closing.Add((recurring, string.Join(' ', lines
                .Where(line => line.Recurrence is not null)
                .GroupBy(line => line.Recurrence!)
                .Select(alike => TermsOf(string.Join(", ", alike.Select(line => line.Number)), alike.Key, language))
                .Prepend(language.Pick(
                    "Was monatlich oder jährlich berechnet wird, steht oben mit dem Preis eines ganzen Zeitraums und wird im Voraus "
                        + "berechnet.",
                    "The prices above for monthly or yearly charges are for a whole period, which is charged in advance.",
                    "Ce qui est facturé par mois ou par an figure ci-dessus avec le prix d’une période entière et est facturé à l’avance.",
                    "Quanto è fatturato al mese o all’anno figura sopra con il prezzo di un periodo intero ed è fatturato in "
                        + "anticipo.")))));
        }

        if (order.LayoutWish is { } wish)
            closing.Add((language.Pick(
                "Ihr Wunsch zur Gestaltung",
                "Your layout request",
                "Votre souhait pour la présentation",
                "La Sua richiesta per la presentazione"), wish));
        var (version, url) = (order.Terms.Version, order.Terms.Url.AbsoluteUri);
        closing.Add((language.Pick("Geschäftsbedingungen", "Terms", "Conditions générales", "Condizioni generali"), language.Pick(
            $"Es gelten unsere Geschäftsbedingungen in der Fassung {version}: {url}",
            $"Our terms apply, version {version}: {url}",
            $"Nos conditions générales s’appliquent dans leur version {version}: {url}",
            $"Si applicano le nostre condizioni generali nella versione {version}: {url}")));
        return closing;
    }

    private static string TermsOf(string numbers, Recurrence terms, Language language)
    {
        var (notice, term) = (terms.NoticeDays, terms.MinimumTerm);
        var first = !terms.Prorated ? "" : language.Pick(
            "der erste Zeitraum nach Tagen, ",
            "the first period is charged pro rata, ",
            "la première période au prorata des jours, ",
            "il primo periodo in proporzione ai giorni, ");
        return language.Pick(
            $"Pos. {numbers}: {first}Kündigungsfrist {notice} Tage zum Ende eines Zeitraums, Mindestlaufzeit {term} Monate.",
            $"No. {numbers}: {first}{notice} days’ notice to the end of a period, minimum term {term} months.",
            $"Pos. {numbers}: {first}délai de résiliation de {notice} jours pour la fin d’une période, durée minimale de {term} mois.",
            $"Pos. {numbers}: {first}termine di disdetta di {notice} giorni per la fine di un periodo, durata minima di {term} mesi.");
    }

    private static string Procurement(Order order)
    {
        var (language, contact) = (order.Language, order.TechnicalContact!);
        var when = order.ProcureOn is { } day ? MailDates.Day(CentralEurope.StartOf(day), language) : null;
        return language.Pick(
            $"Wir kaufen die Lizenzen {(when is null ? "sofort" : "am " + when)} beim Hersteller. Technischer Kontakt: {contact.Name}, "
                + $"{contact.Email}.",
            $"We buy the licenses {(when is null ? "immediately" : "on " + when)} from the vendor. Technical contact: {contact.Name}, "
                + $"{contact.Email}.",
            $"Nous achetons les licences {(when is null ? "immédiatement" : "le " + when)} auprès de l’éditeur. Contact technique: "
                + $"{contact.Name}, {contact.Email}.",
            $"Acquistiamo le licenze {(when is null ? "subito" : "il giorno " + when)} presso il produttore. Contatto tecnico: "
                + $"{contact.Name}, {contact.Email}.");
    }
}
