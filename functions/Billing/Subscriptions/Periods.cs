using Accounts.Sales.Catalog;

namespace Accounts.Billing.Subscriptions;

/// <summary>A period of a recurring price.</summary>
/// <param name="Number">Starts at 0.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Days">
/// Days for which the whole price is charged. More than the period has, if the first period begins within a calendar month or year.
/// </param>
public sealed record Period(int Number, DateOnly From, DateOnly To, int Days);

/// <summary>
/// The periods of recurring prices, in days of Central European time. Each is counted from the first, never from the one before it:
/// periods that start on 31 January continue on 28 February, 31 March and 30 April.
/// </summary>
public static class Periods
{
    /// <summary>One period.</summary>
    /// <param name="terms">Their interval is used. Prorated periods are those of the calendar.</param>
    /// <param name="start">The first day of the first period.</param>
    /// <param name="number">Number of the period, starting at 0.</param>
    public static Period Of(Recurrence terms, DateOnly start, int number)
    {
        var anchor = (terms.Prorated, terms.Interval) switch
        {
            (true, Interval.Year) => new DateOnly(start.Year, 1, 1),
            (true, _) => new DateOnly(start.Year, start.Month, 1),
            _ => start,
        };
        var from = anchor.AddMonths(number * terms.Months);
        var to = anchor.AddMonths((number + 1) * terms.Months).AddDays(-1);
        return new Period(number, from < start ? start : from, to, to.DayNumber - from.DayNumber + 1);
    }

    /// <summary>
    /// The first period that satisfies a condition, from a number on. All periods that satisfy it must come after those that do not.
    /// </summary>
    public static Period First(Recurrence terms, DateOnly start, int number, Func<Period, bool> isRight)
    {
        while (true)
        {
            var period = Of(terms, start, number++);
            if (isRight(period))
                return period;
        }
    }
}
