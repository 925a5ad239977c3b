using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>The document of a decided performance record (Leistungsnachweis): what was done, and what the customer decided.</summary>
public static class PerformanceRecordDocument
{
    public static string FileNameOf(PerformanceRecord record, Order order)
    {
        var name = order.Language.Pick("Leistungsnachweis", "performance-record", "rapport-de-prestations", "rapporto-di-prestazione");
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{order.Id}-{record.Date:yyyy-MM-dd}.pdf");
    }

    public static Letter Of(PerformanceRecord record, Order order, IReadOnlyList<OrderLine> lines, ProviderOptions provider)
    {
        var language = order.Language;
        var day = MailDates.Day(record.Date, language);
        return new Letter
        {
            Language = language,
            Title = language.Pick(
                $"Leistungsnachweis vom {day}",
                $"Performance record of {day}",
                $"Rapport de prestations du {day}",
                $"Rapporto di prestazione del giorno {day}"),
            At = record.DecidedAt!.Value,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(order.Recipient, provider, language),
            Facts = OrderDocuments.FactsOf(
                order,
                language.Pick("Tag der Arbeiten", "Day of the work", "Jour des travaux", "Giorno dei lavori"),
                CentralEurope.StartOf(record.Date)),
            Opening =
            [
                .. OrderDocuments.RolesOf(order, provider),
                language.Pick(
                    "Wir haben folgende Arbeiten für Sie ausgeführt:",
                    "We have done the following work for you:",
                    "Nous avons effectué pour vous les travaux suivants:",
                    "Abbiamo eseguito per Lei i seguenti lavori:"),
            ],
            Table = new LetterTable(
                [
                    new(language.Pick("Pos.", "No.", "Pos.", "Pos."), 15),
                    new(language.Pick("Leistung", "Work", "Prestation", "Prestazione"), 115),
                    new(language.Pick("Menge", "Quantity", "Quantité", "Quantità"), 15, IsNumber: true),
                    new(language.Pick("Einheit", "Unit", "Unité", "Unità"), 20),
                ],
                [.. record.Work.Select((work, index) => RowOf(work, index, lines, language))]),
            Closing =
            [
                DecisionOf(record, language),
                // There may be several records of one day.
                (language.Pick(
                    "Kennung dieses Leistungsnachweises",
                    "Id of this performance record",
                    "Identifiant de ce rapport de prestations",
                    "Identificativo di questo rapporto di prestazione"), record.Id),
            ],
        };
    }

    private static LetterRow RowOf(RecordedWork work, int index, IReadOnlyList<OrderLine> lines, Language language)
    {
        var line = lines.Single(line => line.Number == work.Line);
        return new LetterRow(
        [
            (index + 1).ToString(CultureInfo.InvariantCulture),
            $"{line.Name.In(language)}\n{line.Sku}\n{work.Description}",
            DocumentFormat.Quantity(work.Quantity, language),
            DocumentFormat.UnitName(line.Unit, work.Quantity, language),
        ]);
    }

    private static (string Heading, string Text) DecisionOf(PerformanceRecord record, Language language)
    {
        var (at, until) = (MailDates.Moment(record.DecidedAt!.Value, language), MailDates.Moment(record.AcceptedFrom, language));
        var acceptance = language.Pick("Annahme", "Acceptance", "Acceptation", "Accettazione");
        return record.State switch
        {
            RecordState.Accepted => (acceptance, language.Pick(
                $"Der Auftraggeber hat diesen Leistungsnachweis angenommen: {at}.",
                $"The customer has accepted this performance record: {at}.",
                $"Le client a accepté ce rapport de prestations: {at}.",
                $"Il cliente ha accettato questo rapporto di prestazione: {at}.")),
            RecordState.AcceptedBySilence => (acceptance, language.Pick(
                $"Der Auftraggeber hat diesem Leistungsnachweis bis zum {until} nicht widersprochen. Damit gilt er als angenommen.",
                $"The customer did not dispute this performance record by {until}, so it counts as accepted.",
                $"Jusqu’au {until}, le client n’a pas contesté ce rapport de prestations. Celui-ci est donc considéré comme accepté.",
                $"Fino al giorno {until} il cliente non ha contestato questo rapporto di prestazione, che quindi è considerato "
                    + "accettato.")),
            _ => (language.Pick("Widerspruch", "Dispute", "Contestation", "Contestazione"), language.Pick(
                $"Der Auftraggeber hat diesem Leistungsnachweis widersprochen: {at}. Er wird nicht abgerechnet. Die Begründung:\n",
                $"The customer has disputed this performance record: {at}. It is not invoiced. The reason:\n",
                $"Le client a contesté ce rapport de prestations: {at}. Celui-ci n’est pas facturé. Le motif:\n",
                $"Il cliente ha contestato questo rapporto di prestazione: {at}. Quest’ultimo non è fatturato. Il motivo:\n")
                + record.Reason),
        };
    }
}
