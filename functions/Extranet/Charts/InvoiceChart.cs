using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using OxyPlot;
using OxyPlot.Series;

namespace Accounts.Extranet.Charts;

/// <summary>What was invoiced month by month, as columns.</summary>
/// <param name="invoiced">The months.</param>
public sealed class InvoiceChart(InvoicedMonths invoiced)
{
    /// <summary>As a picture.</summary>
    public byte[] Draw(ChartRequest request)
    {
        var language = request.Language;
        var months = invoiced.Months;
        var chart = new Chart(request);
        // A label takes some 60 pixels.
        var step = Math.Max(1, (int)Math.Ceiling(months.Count / Math.Max(2, (request.Width - 90) / 70d)));
        chart.AddBottom(-0.6, months.Count - 0.4, step, number => LabelOf(number, language));
        chart.AddLeft(
            months.Min(month => month.Net) / 100d,
            months.Max(month => month.Net) / 100d,
            number => DocumentFormat.Quantity((decimal)number, language));
        var columns = new RectangleBarSeries
        {
            Title = $"{(language == Language.German ? "Netto" : "Net")} ({invoiced.Currency})",
            FillColor = chart.Main,
            StrokeThickness = 0,
        };
        foreach (var (n, month) in months.Index().Where(month => month.Item.Net != 0))
            columns.Items.Add(new RectangleBarItem(n - 0.35, 0, n + 0.35, month.Net / 100d));
        chart.Add(columns);
        chart.AddLegend();
        return chart.Draw(
            language == Language.German ? "Rechnungsbeträge nach Monaten, netto" : "Invoice amounts by month, net",
            string.Join("; ", months.Select(month =>
                $"{MonthOf(month.First, language)}: {DocumentFormat.Amount(month.Net, invoiced.Currency, language)}")));
    }

    /// <summary>Its numbers, a row per month.</summary>
    public IEnumerable<IReadOnlyList<string>> Table(Language language)
    {
        yield return language == Language.German ? ["Monat", $"Netto ({invoiced.Currency})"] : ["month", $"net ({invoiced.Currency})"];
        foreach (var month in invoiced.Months)
            yield return [month.First.ToString("yyyy-MM", CultureInfo.InvariantCulture), DocumentFormat.Amount(month.Net, language)];
    }

    private string LabelOf(double number, Language language)
    {
        var n = (int)Math.Round(number);
        return n >= 0 && n < invoiced.Months.Count ? MonthOf(invoiced.Months[n].First, language) : "";
    }

    private static string MonthOf(DateOnly first, Language language) =>
        first.ToString(language == Language.German ? "MM.yyyy" : "MMM yyyy", CultureInfo.InvariantCulture);
}
