using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What of a budget is used, by the performance records of its order. A record belongs to the days of its work, and counts from
/// the day on which it was accepted, by the customer or by silence; disputed ones do not count. Amounts are those of the invoice:
/// each entry of a record is a line of it, rounded to the cent.
/// </summary>
/// <param name="Used">Accepted.</param>
/// <param name="Open">Waits for the customer; not part of the above.</param>
/// <param name="Forecast">Used at the end of the period, if it goes on as in the last eight weeks.</param>
/// <param name="Steps">When use rose, and to how much; earliest first, one a day.</param>
public sealed record BudgetUse(decimal Used, decimal Open, decimal Forecast, IReadOnlyList<UseStep> Steps)
{
    /// <summary>The days that the forecast looks back: eight weeks.</summary>
    public const int LookBack = 56;

    private const decimal HoursOfADay = 8;

    /// <summary>Counts it.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="lines">The lines of its order.</param>
    /// <param name="records">All records of its order.</param>
    /// <param name="today">In Central European time.</param>
    public static BudgetUse Of(
        BudgetTerms budget, IReadOnlyList<OrderLine> lines, IReadOnlyList<PerformanceRecord> records, DateOnly today)
    {
        var within = records.Where(record => record.Date >= budget.From && record.Date <= budget.To).ToList();
        var accepted = within.Where(record => record.IsAccepted)
            .Select(record => new UseStep(CentralEurope.DayOf(record.DecidedAt!.Value), ValueOf(record, budget.Unit, lines)))
            .OrderBy(step => step.Day)
            .ToList();
        var sum = 0m;
        List<UseStep> steps =
            [.. accepted.GroupBy(step => step.Day).Select(day => new UseStep(day.Key, sum += day.Sum(step => step.Used)))];
        var open = within.Where(record => record.State == RecordState.Submitted).Sum(record => ValueOf(record, budget.Unit, lines));
        return new(sum, open, ForecastOf(budget, accepted, sum, today), steps);
    }

    private static decimal ValueOf(PerformanceRecord record, BudgetUnit unit, IReadOnlyList<OrderLine> lines) => record.Work.Sum(work =>
    {
        var line = lines.Single(line => line.Number == work.Line);
        return unit == BudgetUnit.Amount ? Amounts.LineNet(work.Quantity, line.UnitPrice) : HoursOf(work.Quantity, line.Unit);
    });

    private static decimal HoursOf(decimal quantity, Unit unit) => unit switch
    {
        Unit.Hour => quantity,
        Unit.Day => quantity * HoursOfADay,
        // A fixed price says nothing about time.
        _ => 0,
    };

    /// <summary>A straight line: the use of the last eight weeks, or of the time since the beginning, per day.</summary>
    private static decimal ForecastOf(BudgetTerms budget, List<UseStep> accepted, decimal used, DateOnly today)
    {
        if (today >= budget.To || today < budget.From)
            return used;
        var days = Math.Min(LookBack, today.DayNumber - budget.From.DayNumber + 1);
        var since = today.AddDays(-days);
        var recent = accepted.Where(step => step.Day > since).Sum(step => step.Used);
        var ahead = used + (recent * (budget.To.DayNumber - today.DayNumber) / days);
        return budget.Unit == BudgetUnit.Amount ? Amounts.Rounded(ahead) : decimal.Round(ahead, 2, MidpointRounding.AwayFromZero);
    }
}

/// <summary>How much is used by a day.</summary>
/// <param name="Day">In Central European time.</param>
/// <param name="Used">Minor units or hours.</param>
public sealed record UseStep(DateOnly Day, decimal Used);
