using System.Globalization;
using Accounts.Billing.Subscriptions;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>When periods of recurring prices begin and end.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2027-01-31", Interval.Month, "2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31")]
    [InlineData("2028-01-31", Interval.Month, "2028-01-31 2028-02-29 2028-03-31")]
    [InlineData("2027-08-30", Interval.Month, "2027-08-30 2027-09-30 2027-10-30 2027-11-30 2027-12-30 2028-01-30 2028-02-29 2028-03-30")]
    [InlineData("2028-02-29", Interval.Year, "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29")]
    [InlineData("2027-02-28", Interval.Year, "2027-02-28 2028-02-28 2029-02-28")]
    [InlineData("2027-12-31", Interval.Month, "2027-12-31 2028-01-31 2028-02-29")]
    [InlineData("2027-03-28", Interval.Month, "2027-03-28 2027-04-28")] // the day on which clocks are put forward
    public void Anchored_periods_do_not_drift(string start, Interval interval, string begins)
    {
        var terms = Subscribed.Monthly with { Interval = interval };
        var periods = begins.Split(' ').Select((_, number) => Periods.Of(terms, Subscribed.Day(start), number)).ToList();

        Assert.Equal(begins, string.Join(' ', periods.Select(period => period.From.ToString("O", CultureInfo.InvariantCulture))));
        // Each day is in one period.
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.Second.From, pair.First.To.AddDays(1)));
        Assert.All(periods, period => Assert.Equal(period.To.DayNumber - period.From.DayNumber + 1, period.Days));
    }

    [Theory]
    [InlineData("2027-03-22", Interval.Month, "2027-03-22 2027-03-31 31, 2027-04-01 2027-04-30 30, 2027-05-01 2027-05-31 31")]
    [InlineData("2028-02-29", Interval.Month, "2028-02-29 2028-02-29 29, 2028-03-01 2028-03-31 31")]
    [InlineData("2027-03-01", Interval.Month, "2027-03-01 2027-03-31 31, 2027-04-01 2027-04-30 30")]
    [InlineData("2028-07-01", Interval.Year, "2028-07-01 2028-12-31 366, 2029-01-01 2029-12-31 365")]
    public void Prorated_periods_are_those_of_the_calendar(string start, Interval interval, string expected)
    {
        var terms = new Recurrence(interval, Prorated: true, 0, 0);
        var periods = expected.Split(", ").Select((_, number) => Periods.Of(terms, Subscribed.Day(start), number));

        Assert.Equal(
            expected,
            string.Join(
                ", ",
                periods.Select(period => string.Create(CultureInfo.InvariantCulture, $"{period.From:O} {period.To:O} {period.Days}"))));
    }

    [Theory]
    [InlineData("2026-03-31T22:30:00Z", "2026-04-01")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29")]
    [InlineData("2026-10-24T22:30:00Z", "2026-10-25")] // begins an hour earlier than
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")] // it ends
    public void Days_are_days_in_berlin(string instant, string day) =>
        Assert.Equal(Subscribed.Day(day), CentralEurope.DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Theory]
    // It ends with the first period that keeps the notice.
    [InlineData("2027-01-31", 0, 0, "2027-02-27", "2027-02-27")]
    [InlineData("2027-01-31", 0, 0, "2027-02-28", "2027-03-30")]
    [InlineData("2027-01-31", 30, 0, "2027-02-28", "2027-03-30")]
    [InlineData("2027-01-31", 30, 0, "2027-03-01", "2027-04-29")]
    // The minimum term is kept too.
    [InlineData("2027-01-31", 30, 12, "2027-03-01", "2028-01-30")]
    [InlineData("2027-01-31", 30, 12, "2028-01-01", "2028-02-28")]
    public void A_cancellation_keeps_notice_and_minimum_term(string start, int notice, int term, string today, string end)
    {
        var subscription = Subscribed.From(Subscribed.Day(start), Subscribed.Monthly with { NoticeDays = notice, MinimumTerm = term });

        var cancelled = subscription.Cancel(Subscribed.Day(today), default);

        Assert.Equal(Subscribed.Day(end), cancelled.EndsOn);
        Assert.Equal(cancelled, cancelled.Cancel(Subscribed.Day(today).AddDays(50), default));
    }

    [Fact]
    public void A_year_that_is_cancelled_ends_with_it()
    {
        var subscription = Subscribed.From(new(2028, 2, 29), Subscribed.Yearly with { NoticeDays = 90, MinimumTerm = 24 });

        Assert.Equal(new DateOnly(2030, 2, 27), subscription.EarliestEnd(new(2028, 5, 1)));
        Assert.Equal(new DateOnly(2031, 2, 27), subscription.EarliestEnd(new(2029, 12, 1)));
    }
}
