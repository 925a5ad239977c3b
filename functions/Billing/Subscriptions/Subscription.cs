using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Subscriptions;

/// <summary>A recurring price in use, from the delivery of an order line on. Its terms and first price are those of the order.</summary>
public sealed record Subscription : IVersioned
{
    /// <summary>Its id: the charge would have this id if the price were charged once.</summary>
    public required string Id { get; init; }

    /// <summary>The product.</summary>
    public required string Sku { get; init; }

    /// <summary>The name that invoices print.</summary>
    public required ProductName Name { get; init; }

    /// <summary>What the quantity is counted in.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Which of the supplier's tax rates applies if the supply is taxed.</summary>
    public required TaxClass TaxClass { get; init; }

    public required Recurrence Terms { get; init; }

    /// <summary>Id of our order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Further text on its charges: the sub-account that it is for.</summary>
    public string? Note { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Quantities, each with its first day, earliest first; 0 while it is paused.</summary>
    public required IReadOnlyList<QuantityFrom> Quantities { get; init; }

    /// <summary>
    /// Prices, each with the first day of the periods that it is for, earliest first: that of the order, and those announced.
    /// </summary>
    public required IReadOnlyList<Price> Prices { get; init; }

    /// <summary>The next period to be charged.</summary>
    public required int NextPeriod { get; init; }

    /// <summary>The next period whose price must be compared with the catalog's.</summary>
    public required int NextReview { get; init; }

    /// <summary>If a mail about a new price could not be sent, the day on which it is tried again; otherwise null.</summary>
    public DateOnly? ReviewAgainOn { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Its last day; null if no end is set. Before the first day if the product could not be delivered after all.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Grows with every change by a user.</summary>
    public required int Version { get; init; }

    // An order line is delivered once, so no second subscription can have this id.
    string IVersioned.Life => Id;

    /// <summary>The next day on which there is something to do: a period to charge, or a price to compare; null when it is over.</summary>
    public DateOnly? DueOn
    {
        get
        {
            var renewal = PeriodOf(NextPeriod).From;
            if (renewal > EndsOn)
                return null;
            if (PeriodOf(NextReview).From > EndsOn)
                return renewal;
            var review = PriceReview.DayOf(this, NextReview);
            if (ReviewAgainOn > review)
                review = ReviewAgainOn.Value;
            return review < renewal ? review : renewal;
        }
    }

    /// <summary>The subscription of a delivered order item. Its first period is charged with the delivery.</summary>
    public static Subscription Of(Delivery delivery, int index)
    {
        var (order, item) = (delivery.Order, delivery.Items[index]);
        var subscription = new Subscription
        {
            Id = Charge.IdOf(delivery, index),
            Sku = item.Line.Sku,
            Name = item.Line.Name,
            Unit = item.Line.Unit,
            TaxClass = item.Line.TaxClass,
            Terms = item.Line.Recurrence!,
            OrderId = order.Id,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            Note = order.Account?.In(order.Language),
            Start = delivery.SuppliedOn,
            Quantities = [new(delivery.SuppliedOn, item.Quantity)],
            Prices = [new(delivery.SuppliedOn, new Money(item.Line.UnitPrice, order.Totals.Currency))],
            NextPeriod = 1,
            NextReview = 1,
            Version = 1,
        };
        // A notice for an earlier period would have to begin before the start.
        var first = Periods.First(
            subscription.Terms, subscription.Start, 1, period => PriceReview.DayOf(subscription, period.Number) >= subscription.Start);
        return subscription with { NextReview = first.Number };
    }

    public Period PeriodOf(int number) => Periods.Of(Terms, Start, number);

    /// <summary>The quantity on a day.</summary>
    public decimal QuantityOn(DateOnly day) => Quantities.LastOrDefault(step => step.From <= day)?.Quantity ?? 0;

    /// <summary>The unit price of a period that begins on a day.</summary>
    public Money PriceOn(DateOnly day) => (Prices.LastOrDefault(price => price.ValidFrom <= day) ?? Prices[0]).UnitPrice;

    /// <summary>Its last day if it is cancelled on a day: the first end of a period that respects notice and minimum term.</summary>
    public DateOnly EarliestEnd(DateOnly today)
    {
        var term = Start.AddMonths(Terms.MinimumTerm);
        return Periods.First(Terms, Start, 0, period => period.To >= today.AddDays(Terms.NoticeDays) && period.To.AddDays(1) >= term).To;
    }

    /// <summary>Cancels it. Changes nothing if it already has an end.</summary>
    public Subscription Cancel(DateOnly today, DateTimeOffset now) => EndsOn is null
        ? this with { EndsOn = EarliestEnd(today), CancelledAt = now, Version = Version + 1 }
        : this;

    /// <summary>Ends it before its first day, because the product could not be delivered after all.</summary>
    public Subscription Withdraw() => this with { EndsOn = Start.AddDays(-1), Version = Version + 1 };

    /// <summary>Removes quantities and prices that no period needs that is still to be charged or corrected.</summary>
    public Subscription Forget()
    {
        var running = PeriodOf(NextPeriod - 1).From;
        return this with
        {
            Quantities = [.. Quantities.Where((_, index) => index + 1 == Quantities.Count || Quantities[index + 1].From > running)],
            Prices = [.. Prices.Where((_, index) => index + 1 == Prices.Count || Prices[index + 1].ValidFrom > running)],
        };
    }
}

/// <summary>A quantity from a day on, until the next one.</summary>
public sealed record QuantityFrom(DateOnly From, decimal Quantity);
