using Accounts.Sales.Catalog;

namespace Accounts.Billing.Subscriptions;

/// <summary>A recurring price in use as the interface shows it.</summary>
/// <param name="Id">The id of the recurring price.</param>
/// <param name="Sku">The product.</param>
/// <param name="Name">In the languages of documents.</param>
/// <param name="Quantity">The quantity today; 0 while it is paused.</param>
/// <param name="Unit">What the quantity is counted in.</param>
/// <param name="UnitPrice">Net, per unit and period, today, in minor units.</param>
/// <param name="Currency">ISO 4217, of the price.</param>
/// <param name="Interval">How often it is charged.</param>
/// <param name="Since">The first day.</param>
/// <param name="NextPeriod">The first day of the next period to be charged; absent if there is none.</param>
/// <param name="EndsOn">The last day; absent if no end is set.</param>
/// <param name="CancelledAt">When it was cancelled.</param>
/// <param name="CancellableTo">The last day if it were cancelled today; absent if it already has an end.</param>
/// <param name="PricesToCome">Prices that were announced, and are valid from later days.</param>
/// <param name="QuantitiesToCome">Quantities from later days on.</param>
/// <param name="OrderId">Id of our order.</param>
public sealed record SubscriptionView(
    string Id,
    string Sku,
    ProductName Name,
    decimal Quantity,
    Unit Unit,
    long UnitPrice,
    string Currency,
    Interval Interval,
    DateOnly Since,
    DateOnly? NextPeriod,
    DateOnly? EndsOn,
    DateTimeOffset? CancelledAt,
    DateOnly? CancellableTo,
    IReadOnlyList<PriceView> PricesToCome,
    IReadOnlyList<QuantityFrom> QuantitiesToCome,
    string OrderId)
{
    public static SubscriptionView Of(Subscription subscription, DateOnly today)
    {
        var next = subscription.PeriodOf(subscription.NextPeriod).From;
        return new(
            subscription.Id,
            subscription.Sku,
            subscription.Name,
            today > subscription.EndsOn ? 0 : subscription.QuantityOn(today),
            subscription.Unit,
            subscription.PriceOn(today).Amount,
            subscription.PriceOn(today).Currency,
            subscription.Terms.Interval,
            subscription.Start,
            next > subscription.EndsOn ? null : next,
            subscription.EndsOn,
            subscription.CancelledAt,
            subscription.EndsOn is null ? subscription.EarliestEnd(today) : null,
            [.. subscription.Prices.Where(price => price.ValidFrom > today).Select(PriceView.Of)],
            [.. subscription.Quantities.Where(step => step.From > today)],
            subscription.OrderId);
    }
}
