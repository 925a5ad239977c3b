using Accounts.Billing.Documents;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// The use of a budget. Work belongs to the day on which it was done, anything else to the first day of its supply. Work counts from the
/// day on which it was accepted, by the customer or by silence; anything else counts from the date of its invoice.
/// </summary>
/// <param name="Used">Accepted or invoiced, minus cancellations.</param>
/// <param name="Open">Waits for the customer; not included in the above.</param>
/// <param name="Forecast">The use expected at the end of the period, if it continues as in the last eight weeks.</param>
/// <param name="Steps">The days on which the use changed, with the use from then on; earliest first, at most one per day.</param>
public sealed record BudgetUse(decimal Used, decimal Open, decimal Forecast, IReadOnlyList<UseStep> Steps)
{
    /// <summary>The number of past days that the forecast uses: eight weeks.</summary>
    public const int LookBack = 56;

    /// <summary>Counts the use.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="orders">What its orders contribute.</param>
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

    /// <summary>
    /// A straight line: the use per day of the last eight weeks, or since the beginning if that is shorter. It never falls.
    /// </summary>
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

/// <summary>The use up to a day, or its change on that day.</summary>
/// <param name="Day">In Central European time.</param>
/// <param name="Used">Minor units or hours.</param>
public sealed record UseStep(DateOnly Day, decimal Used);
