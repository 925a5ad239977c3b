using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Another price: before each period, the subscription's is compared with the catalog's. What differs is announced, and holds from
/// the first period that begins after the notice.
/// </summary>
public static class PriceReview
{
    // A mail that cannot be sent at once is still in time the day after.
    private const int SpareDays = 1;

    /// <summary>The day from which the price of a period is compared.</summary>
    public static DateOnly DayOf(Subscription subscription, int number)
    {
        var notice = subscription.Terms.NoticeDays;
        return subscription.PeriodOf(number).From.AddDays(notice == 0 ? 0 : -notice - SpareDays);
    }

    /// <summary>Compares all that is to be compared.</summary>
    /// <param name="subscription">As it is before.</param>
    /// <param name="product">What the catalog says.</param>
    /// <param name="today">When the mail goes out.</param>
    /// <returns>The subscription with the prices that are to be announced, which are its last ones.</returns>
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

    // The catalog's price of a period where it is not the subscription's.
    private static Money? Another(Subscription subscription, Product? product, int number)
    {
        var from = subscription.PeriodOf(number).From;
        return product?.ListPriceOn(from) is { } listed && listed != subscription.PriceOn(from) ? listed : null;
    }
}

/// <summary>What a review found.</summary>
/// <param name="After">The subscription with what is to be announced.</param>
/// <param name="Changes">What is to be announced.</param>
public sealed record Reviewed(Subscription After, IReadOnlyList<PriceChange> Changes);

/// <summary>Another price that is to be announced.</summary>
/// <param name="SubscriptionId">Of what.</param>
/// <param name="Name">As the customer knows it.</param>
/// <param name="From">The first day of the first period that it holds for.</param>
/// <param name="Before">Until then.</param>
/// <param name="After">From then on.</param>
public sealed record PriceChange(string SubscriptionId, ProductName Name, DateOnly From, Money Before, Money After);
