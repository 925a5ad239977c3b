using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>The document of a performance record that is decided (Leistungsnachweis): what was done, and what the customer said.</summary>
public static class PerformanceRecordDocument
{
    /// <summary>The name of its file.</summary>
    public static string FileNameOf(OrderId order, PerformanceRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"performance-record-{order}-{record.Date:yyyy-MM-dd}.pdf");

    /// <summary>What it says.</summary>
    public static Letter Of(PerformanceRecord record, Order order, IReadOnlyList<OrderLine> lines, ProviderOptions provider)
    {
        var (language, german) = (order.Language, order.Language == Language.German);
        var day = MailDates.Day(record.Date, language);
        return new Letter
        {
            Language = language,
            Title = german ? $"Leistungsnachweis vom {day}" : $"Performance record of {day}",
            At = record.DecidedAt!.Value,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(order.Recipient, provider, language),
            Facts = OrderDocuments.FactsOf(order, german ? "Tag der Arbeiten" : "Day of the work", CentralEurope.StartOf(record.Date)),
            Opening =
            [
                .. OrderDocuments.RolesOf(order, provider),
                german ? "Wir haben folgende Arbeiten für Sie ausgeführt:" : "We have done the following work for you:",
            ],
            Table = new LetterTable(
                [
                    new(german ? "Pos." : "No.", 15),
                    new(german ? "Leistung" : "Work", 115),
                    new(german ? "Menge" : "Quantity", 15, IsNumber: true),
                    new(german ? "Einheit" : "Unit", 20),
                ],
                [.. record.Work.Select((work, index) => RowOf(work, index, lines, language))]),
            Closing =
            [
                DecisionOf(record, german, language),
                // Several records may be of one day.
                (german ? "Kennung dieses Leistungsnachweises" : "Id of this performance record", record.Id),
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

    private static (string Heading, string Text) DecisionOf(PerformanceRecord record, bool german, Language language)
    {
        var (at, until) = (MailDates.Moment(record.DecidedAt!.Value, language), MailDates.Moment(record.AcceptedFrom, language));
        return (record.State, german) switch
        {
            (RecordState.Accepted, true) => ("Annahme", $"Der Auftraggeber hat diesen Leistungsnachweis angenommen: {at}."),
            (RecordState.Accepted, _) => ("Acceptance", $"The customer has accepted this performance record: {at}."),
            (RecordState.AcceptedBySilence, true) => (
                "Annahme",
                $"Der Auftraggeber hat diesem Leistungsnachweis bis zum {until} nicht widersprochen. Damit gilt er als angenommen."),
            (RecordState.AcceptedBySilence, _) => (
                "Acceptance", $"The customer did not dispute this performance record until {until}. So it counts as accepted."),
            (_, true) => (
                "Widerspruch",
                $"Der Auftraggeber hat diesem Leistungsnachweis widersprochen: {at}. Er wird nicht abgerechnet. Die Begründung:\n"
                    + record.Reason),
            _ => (
                "Dispute", $"The customer has disputed this performance record: {at}. It is not invoiced. The reason:\n{record.Reason}"),
        };
    }
}
