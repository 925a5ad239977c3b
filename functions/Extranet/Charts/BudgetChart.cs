using System.Globalization;
using Accounts.Extranet.Budgets;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using OxyPlot;
using OxyPlot.Series;

namespace Accounts.Extranet.Charts;

/// <summary>Draws the use of a budget over time, beside a plan that uses it evenly.</summary>
/// <param name="budget">The budget.</param>
/// <param name="use">What is used.</param>
/// <param name="today">The last day for which use is drawn.</param>
public sealed class BudgetChart(BudgetTerms budget, BudgetUse use, DateOnly today)
{
    // In days.
    private const int ShortTime = 90, DaysOfMonth = 30;

    /// <summary>Work that is accepted after the period still belongs to it, and is drawn on the day of its acceptance.</summary>
    private DateOnly End => use.Steps.Count > 0 && use.Steps[^1].Day > budget.To ? use.Steps[^1].Day : budget.To;

    /// <summary>The chart as SVG.</summary>
    public byte[] Draw(ChartRequest request)
    {
        var language = request.Language;
        var chart = new Chart(request);
        var (from, to) = (budget.From.DayNumber, End.DayNumber);
        var total = Shown(budget.Total);
        chart.AddBottom(from, to, TicksOf(request.Width), day => DayOf(day, language));
        var steps = use.Steps.Select(step => Shown(step.Used)).Append(0);
        chart.AddLeft(steps.Min(), Math.Max(total, steps.Max()), number => DocumentFormat.Quantity((decimal)number, language));
        chart.Add(Line("Budget", chart.Limit, LineStyle.Solid, (from, total), (to, total)));
        var plan = language.Pick("Plan", "Plan", "Plan", "Piano");
        chart.Add(Line(plan, chart.Plan, LineStyle.Dash, (from, 0), (budget.To.DayNumber, total)));
        chart.Add(Used($"{language.Pick("Verbraucht", "Used", "Utilisé", "Utilizzato")} ({UnitOf(language)})", chart.Main));
        chart.AddLegend();
        return chart.Draw(
            language.Pick(
                $"Verbrauch des Budgets {budget.Name}", $"Use of the budget {budget.Name}",
                $"Utilisation du budget {budget.Name}", $"Utilizzo del budget {budget.Name}"),
            DescriptionIn(language));
    }

    /// <summary>The numbers of the chart: a row for each day on which the use changed, with the plan for that day.</summary>
    public IEnumerable<IReadOnlyList<string>> Table(Language language)
    {
        var unit = UnitOf(language);
        yield return language switch
        {
            Language.German => ["Tag", $"Verbraucht ({unit})", $"Plan ({unit})"],
            Language.French => ["jour", $"utilisé ({unit})", $"plan ({unit})"],
            Language.Italian => ["giorno", $"utilizzato ({unit})", $"piano ({unit})"],
            _ => ["day", $"used ({unit})", $"plan ({unit})"],
        };
        foreach (var step in use.Steps.Prepend(new UseStep(budget.From, 0)))
        {
            var day = step.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return [day, Number(step.Used, language), Number(PlanOn(step.Day), language)];
        }
    }

    private static LineSeries Line(string title, OxyColor color, LineStyle style, params (double X, double Y)[] points)
    {
        var line = new LineSeries { Title = title, Color = color, LineStyle = style, StrokeThickness = 2 };
        line.Points.AddRange(points.Select(point => new DataPoint(point.X, point.Y)));
        return line;
    }

    private StairStepSeries Used(string title, OxyColor color)
    {
        var series = new StairStepSeries { Title = title, Color = color, StrokeThickness = 3, VerticalStrokeThickness = 3 };
        series.Points.Add(new DataPoint(budget.From.DayNumber, 0));
        series.Points.AddRange(use.Steps.Select(step =>
            new DataPoint(Math.Max(step.Day.DayNumber, budget.From.DayNumber), Shown(step.Used))));
        var until = Math.Min(today.DayNumber, End.DayNumber);
        if (until > series.Points[^1].X)
            series.Points.Add(new DataPoint(until, Shown(use.Used)));
        return series;
    }

    private string DescriptionIn(Language language)
    {
        string Show(decimal number) => BudgetMails.Show(budget, number, language);
        var (from, to) = (MailDates.Day(budget.From, language), MailDates.Day(budget.To, language));
        return language.Pick(
            $"Vom {from} bis {to}: verbraucht {Show(use.Used)} von {Show(budget.Total)}, "
                + $"noch nicht angenommen {Show(use.Open)}, voraussichtlich am Ende {Show(use.Forecast)}, "
                + "wenn es weitergeht wie in den letzten acht Wochen.",
            $"From {from} to {to}: {Show(use.Used)} of {Show(budget.Total)} used, {Show(use.Open)} not accepted yet, "
                + $"{Show(use.Forecast)} expected at the end if it goes on as in the last eight weeks.",
            $"Du {from} au {to}: utilisé {Show(use.Used)} sur {Show(budget.Total)}, pas encore accepté {Show(use.Open)}, "
                + $"prévu à la fin {Show(use.Forecast)}, si l’utilisation continue comme au cours des huit dernières semaines.",
            $"Dal giorno {from} al giorno {to}: utilizzato {Show(use.Used)} su {Show(budget.Total)}, "
                + $"non ancora accettato {Show(use.Open)}, previsto alla fine {Show(use.Forecast)}, "
                + "se l’utilizzo continua come nelle ultime otto settimane.");
    }

    private decimal PlanOn(DateOnly day)
    {
        var days = Math.Max(1, budget.To.DayNumber - budget.From.DayNumber);
        var share = Math.Clamp(day.DayNumber - budget.From.DayNumber, 0, days);
        return decimal.Round(budget.Total * share / days, budget.Unit == BudgetUnit.Amount ? 0 : 2, MidpointRounding.AwayFromZero);
    }

    private string Number(decimal number, Language language) => budget.Unit == BudgetUnit.Amount
        ? DocumentFormat.Amount((long)number, language)
        : DocumentFormat.Quantity(number, language);

    // In whole units of the currency.
    private double Shown(decimal number) => (double)(budget.Unit == BudgetUnit.Amount ? number / 100 : number);

    private string UnitOf(Language language) => budget.Currency ?? language.Pick("Std.", "h", "h", "h");

    // Labels on the first days of months. In a short period, at intervals of some days from its beginning on.
    private double[] TicksOf(int width)
    {
        var (from, to) = (budget.From.DayNumber, End.DayNumber);
        // A label takes some 75 pixels.
        var least = (to - from) / Math.Max(2, (width - 80) / 75d);
        if (to - from <= ShortTime)
        {
            var days = Math.Max(1, (int)Math.Ceiling(least));
            return [.. Enumerable.Range(0, (to - from) / days + 1).Select(n => (double)(from + n * days))];
        }

        var months = Chart.MonthsBetween(least / DaysOfMonth);
        var first = new DateOnly(budget.From.Year, budget.From.Month, 1).AddMonths(budget.From.Day == 1 ? 0 : 1);
        return
        [
            .. Enumerable.Range(0, (to - from) / DaysOfMonth + 1)
                .Select(n => (double)first.AddMonths(n * months).DayNumber)
                .TakeWhile(day => day <= to),
        ];
    }

    private string DayOf(double number, Language language)
    {
        var day = DateOnly.FromDayNumber((int)number);
        var isLong = End.DayNumber - budget.From.DayNumber > 300;
        if (language == Language.German)
            return day.ToString(isLong ? "dd.MM.yy" : "dd.MM.", CultureInfo.InvariantCulture);
        var label = $"{day.Day} {Chart.MonthOf(day, language)}";
        return isLong ? $"{label} {day.ToString("yy", CultureInfo.InvariantCulture)}" : label;
    }
}
