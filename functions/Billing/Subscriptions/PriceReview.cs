using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Reviews prices. Before each period, the price of a subscription is compared with the catalog's. A different price is announced, and is
/// valid from the first period that begins after the notice.
/// </summary>
public static class PriceReview
{
    // A mail that cannot be sent at once is still in time the next day.
    private const int SpareDays = 1;

    /// <summary>The day from which the price of a period is compared.</summary>
    public static DateOnly DayOf(Subscription subscription, int number)
    {
        var notice = subscription.Terms.NoticeDays;
        return subscription.PeriodOf(number).From.AddDays(notice == 0 ? 0 : -notice - SpareDays);
    }

    /// <summary>Compares the price of each period whose day has come.</summary>
    /// <param name="subscription">The subscription before the review.</param>
    /// <param name="product">The product in the catalog.</param>
    /// <param name="today">The day on which the mail is sent.</param>
    /// <returns>The subscription with the prices to announce, added at the end.</returns>
    public static Reviewed Of(Subscription subscription, Product? product, DateOnly today)
    {
        var (after, changes) = (subscription, new List<PriceChange>());
        while (DayOf(after, after.NextReview) <= today && !(after.PeriodOf(after.NextReview).From > after.EndsOn))
        {
            var period = Another(after, product, after.NextReview) is null ? after.PeriodOf(after.NextReview) : InTime(after, today);
            if (!(period.From > after.EndsOn) && Another(after, product, period.Number) is { } price)
            {
                changes.Add(new(subscription.Id, subscription.Name, period.From, after.PriceOn(period.From), price));
                after = after with { Prices = [.. after.Prices, new Price(period.From, price)] };
            }

            after = after with { NextReview = period.Number + 1, ReviewAgainOn = null };
        }

        return new(after, changes);
    }

    private static Period InTime(Subscription subscription, DateOnly today) => Periods.First(
        subscription.Terms,
        subscription.Start,
        Math.Max(subscription.NextReview, subscription.NextPeriod),
        period => period.From >= today.AddDays(subscription.Terms.NoticeDays));

    // The catalog's price of a period, if it differs from the subscription's.
    private static Money? Another(Subscription subscription, Product? product, int number)
    {
        var from = subscription.PeriodOf(number).From;
        return product?.ListPriceOn(from) is { } listed && listed != subscription.PriceOn(from) ? listed : null;
    }
}

/// <summary>The result of a review.</summary>
/// <param name="After">The subscription with the prices to announce.</param>
/// <param name="Changes">The prices to announce.</param>
public sealed record Reviewed(Subscription After, IReadOnlyList<PriceChange> Changes);

/// <summary>A new price to announce.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Name">The name of the product.</param>
/// <param name="From">The first day of the first period with the new price.</param>
/// <param name="Before">The price before that day.</param>
/// <param name="After">The price from that day on.</param>
public sealed record PriceChange(string SubscriptionId, ProductName Name, DateOnly From, Money Before, Money After);
