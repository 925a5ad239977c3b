using Accounts.Billing.Documents;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What of a budget is used. Work belongs to the days on which it was done, and other things to the first day of their supply. Work
/// counts from the day on which it was accepted, by the customer or by silence, other things from the date of their invoice.
/// </summary>
/// <param name="Used">Accepted or invoiced, less what was cancelled.</param>
/// <param name="Open">Waits for the customer; not part of the above.</param>
/// <param name="Forecast">Used at the end of the period, if it goes on as in the last eight weeks.</param>
/// <param name="Steps">When use changed, and to how much; earliest first, one a day.</param>
public sealed record BudgetUse(decimal Used, decimal Open, decimal Forecast, IReadOnlyList<UseStep> Steps)
{
    /// <summary>The days that the forecast looks back: eight weeks.</summary>
    public const int LookBack = 56;

    /// <summary>Counts it.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="orders">What counts of its orders.</param>
    /// <param name="today">In Central European time.</param>
    public static BudgetUse Of(BudgetTerms budget, IReadOnlyList<OrderUse> orders, DateOnly today)
    {
        List<UseStep> changes =
        [
            .. orders.SelectMany(order => order.StepsOf(budget)).Where(change => change.Used != 0).OrderBy(change => change.Day),
        ];
        var sum = 0m;
        List<UseStep> steps =
            [.. changes.GroupBy(change => change.Day).Select(day => new UseStep(day.Key, sum += day.Sum(change => change.Used)))];
        return new(sum, orders.Sum(order => order.OpenOf(budget)), ForecastOf(budget, changes, sum, today), steps);
    }

    /// <summary>A straight line: the use of the last eight weeks, or of the time since the beginning, per day. It never falls.</summary>
    private static decimal ForecastOf(BudgetTerms budget, List<UseStep> changes, decimal used, DateOnly today)
    {
        if (today >= budget.To || today < budget.From)
            return used;
        var days = Math.Min(LookBack, today.DayNumber - budget.From.DayNumber + 1);
        var since = today.AddDays(-days);
        var recent = Math.Max(0, changes.Where(change => change.Day > since).Sum(change => change.Used));
        var ahead = used + (recent * (budget.To.DayNumber - today.DayNumber) / days);
        return budget.Unit == BudgetUnit.Amount ? Amounts.Rounded(ahead) : decimal.Round(ahead, 2, MidpointRounding.AwayFromZero);
    }
}

/// <summary>How much is used by a day, or by how much that changes on it.</summary>
/// <param name="Day">In Central European time.</param>
/// <param name="Used">Minor units or hours.</param>
public sealed record UseStep(DateOnly Day, decimal Used);
