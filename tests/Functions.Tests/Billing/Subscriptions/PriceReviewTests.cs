using Accounts.Billing.Subscriptions;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>The day from which a new price applies.</summary>
public sealed class PriceReviewTests
{
    private static readonly DateOnly Start = new(2027, 1, 15);

    [Theory]
    // Valid from a day within a period: it applies from the next period on, and is announced a day before the notice begins.
    [InlineData(30, "2027-03-20", "2027-03-15", "2027-04-15")]
    [InlineData(30, "2027-04-15", "2027-03-15", "2027-04-15")]
    // A notice longer than a period.
    [InlineData(60, "2027-04-15", "2027-02-13", "2027-04-15")]
    // Without notice it is announced on the day itself.
    [InlineData(0, "2027-04-01", "2027-04-15", "2027-04-15")]
    // Found too late: it applies from the first period that begins after the notice.
    [InlineData(30, "2027-04-15", "2027-03-17", "2027-05-15")]
    [InlineData(60, "2027-04-15", "2027-02-16", "2027-05-15")]
    public void It_holds_from_the_first_period_after_its_day_and_the_notice(int notice, string validFrom, string today, string from)
    {
        var subscription = Subscribed.From(Start, Subscribed.Monthly with { NoticeDays = notice });
        var product = Subscribed.Product((new(2026, 1, 1), 12_050), (Subscribed.Day(validFrom), 13_000));

        // The reviews before found no change.
        var before = PriceReview.Of(subscription, Subscribed.Product((new(2026, 1, 1), 12_050)), LastDayBefore(subscription, validFrom));
        var reviewed = PriceReview.Of(before.After, product, Subscribed.Day(today));

        Assert.Empty(before.Changes);
        var change = Assert.Single(reviewed.Changes);
        Assert.Equal((Subscribed.Day(from), 12_050L, 13_000L), (change.From, change.Before.Amount, change.After.Amount));
        Assert.Equal(12_050, reviewed.After.PriceOn(change.From.AddDays(-1)).Amount);
        Assert.Equal(13_000, reviewed.After.PriceOn(change.From).Amount);
        // Announced once.
        Assert.Empty(PriceReview.Of(reviewed.After, product, Subscribed.Day(today).AddDays(200)).Changes);
    }

    [Fact]
    public void It_is_due_before_the_notice_begins()
    {
        var subscription = Subscribed.From(Start, Subscribed.Monthly with { NoticeDays = 10 });

        Assert.Equal(new DateOnly(2027, 2, 4), subscription.DueOn);
        var reviewed = PriceReview.Of(subscription, Subscribed.Product((new(2026, 1, 1), 12_050)), new(2027, 2, 4)).After;
        Assert.Equal(new DateOnly(2027, 2, 15), reviewed.DueOn);
        Assert.Equal(new DateOnly(2027, 2, 5), (subscription with { ReviewAgainOn = new(2027, 2, 5) }).DueOn);
    }

    [Fact]
    public void What_is_in_the_catalog_until_the_end_does_not_matter()
    {
        var ending = Subscribed.From(Start, Subscribed.Monthly with { NoticeDays = 60 }).Cancel(new(2027, 1, 20), default);

        Assert.Equal(new DateOnly(2027, 4, 14), ending.EndsOn);
        Assert.Empty(
            PriceReview.Of(ending, Subscribed.Product((new(2026, 1, 1), 12_050), (new(2027, 4, 15), 13_000)), new(2027, 12, 1)).Changes);
    }

    // The day before the review of the period for which the price is to apply.
    private static DateOnly LastDayBefore(Subscription subscription, string validFrom)
    {
        var period = Periods.First(subscription.Terms, subscription.Start, 1, period => period.From >= Subscribed.Day(validFrom));
        return PriceReview.DayOf(subscription, period.Number).AddDays(-1);
    }
}
