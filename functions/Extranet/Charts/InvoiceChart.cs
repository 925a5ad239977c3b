using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using OxyPlot;
using OxyPlot.Series;

namespace Accounts.Extranet.Charts;

/// <summary>
/// Draws the invoiced amounts by month as columns. For a main account, each column is a stack of the accounts that used it.
/// </summary>
/// <param name="invoiced">The months.</param>
public sealed class InvoiceChart(InvoicedMonths invoiced)
{
    // In characters; more does not fit in the narrowest chart.
    private const int LongestLabel = 30;

    private bool IsStacked => invoiced.Parts.Count > 1;

    /// <summary>The chart as SVG.</summary>
    public byte[] Draw(ChartRequest request)
    {
        var language = request.Language;
        var months = invoiced.Months;
        var chart = new Chart(request);
        // A label needs about 70 pixels, and the axis on the left about 90.
        var step = Chart.MonthsBetween(months.Count / Math.Max(2, (request.Width - 90) / 70d));
        double[] ticks = [.. Enumerable.Range(0, months.Count).Where(n => n % step == 0)];
        chart.AddBottom(-0.6, months.Count - 0.4, ticks, number => MonthOf(months[(int)number].First, language));
        chart.AddLeft(
            months.Min(month => month.Nets.Sum(net => Math.Min(0, net))) / 100d,
            months.Max(month => month.Nets.Sum(net => Math.Max(0, net))) / 100d,
            number => DocumentFormat.Quantity((decimal)number, language));
        foreach (var part in Enumerable.Range(0, invoiced.Parts.Count))
            chart.Add(ColumnsOf(part, chart, language));
        chart.AddLegend(IsStacked);
        return chart.Draw(
            language.Pick(
                "Rechnungsbeträge nach Monaten, netto", "Invoice amounts by month, net",
                "Montants facturés par mois, nets", "Importi fatturati per mese, netti"),
            string.Join("; ", months.Select(month => DescriptionOf(month, language))));
    }

    /// <summary>The numbers of the chart: a row for each month, with a column for the sum and one for each account.</summary>
    public IEnumerable<IReadOnlyList<string>> Table(Language language)
    {
        var net = language.Pick("Netto", "net", "net", "netto");
        string[] all = [language.Pick("Monat", "month", "mois", "mese"), $"{net} ({invoiced.Currency})"];
        yield return IsStacked ? [.. all, .. invoiced.Parts.Select(part => NameOf(part, language))] : all;
        foreach (var month in invoiced.Months)
        {
            string[] row =
                [month.First.ToString("yyyy-MM", CultureInfo.InvariantCulture), DocumentFormat.Amount(month.Net, language)];
            yield return IsStacked ? [.. row, .. month.Nets.Select(part => DocumentFormat.Amount(part, language))] : row;
        }
    }

    // Invoiced amounts are stacked on those of the accounts before. Cancelled amounts are stacked below zero.
    private RectangleBarSeries ColumnsOf(int part, Chart chart, Language language)
    {
        var title = IsStacked
            ? Shortened(NameOf(invoiced.Parts[part], language))
            : $"{language.Pick("Netto", "Net", "Net", "Netto")} ({invoiced.Currency})";
        var columns = new RectangleBarSeries { Title = title, FillColor = chart.PartColor(part), StrokeThickness = 0 };
        foreach (var (n, month) in invoiced.Months.Index().Where(month => month.Item.Nets[part] != 0))
        {
            var net = month.Nets[part];
            var start = month.Nets.Take(part).Where(other => Math.Sign(other) == Math.Sign(net)).Sum();
            columns.Items.Add(new RectangleBarItem(n - 0.35, start / 100d, n + 0.35, (start + net) / 100d));
        }

        return columns;
    }

    private string DescriptionOf(InvoicedMonth month, Language language)
    {
        string Show(long net) => DocumentFormat.Amount(net, invoiced.Currency, language);
        var all = $"{MonthOf(month.First, language)}: {Show(month.Net)}";
        var parts = invoiced.Parts.Zip(month.Nets)
            .Where(part => part.Second != 0)
            .Select(part => $"{NameOf(part.First, language)} {Show(part.Second)}");
        return IsStacked && month.Nets.Any(net => net != 0) ? $"{all} ({string.Join(", ", parts)})" : all;
    }

    private string NameOf(InvoicedPart part, Language language) => part.CustomerNumber switch
    {
        null => language.Pick("Übrige", "Others", "Autres", "Altri"),
        { } number when part != invoiced.Parts[0] => part.Name is null ? number : $"{number} {part.Name}",
        _ => $"{language.Pick("Hauptaccount", "Main account", "Compte principal", "Conto principale")} ({invoiced.Currency})",
    };

    private static string Shortened(string label)
    {
        if (label.Length <= LongestLabel)
            return label;
        // Do not split a surrogate pair.
        var length = char.IsHighSurrogate(label[LongestLabel - 2]) ? LongestLabel - 2 : LongestLabel - 1;
        return label[..length] + "…";
    }

    private static string MonthOf(DateOnly first, Language language) => language == Language.German
        ? first.ToString("MM.yyyy", CultureInfo.InvariantCulture)
        : $"{Chart.MonthOf(first, language)} {first.Year}";
}
