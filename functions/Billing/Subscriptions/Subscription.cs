using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Subscriptions;

/// <summary>A recurring price in use, from the delivery of an order line on. Terms and first price are those of the order.</summary>
public sealed record Subscription : IVersioned
{
    /// <summary>Names it: what the first charge of a price that is charged once would be named.</summary>
    public required string Id { get; init; }

    /// <summary>The product.</summary>
    public required string Sku { get; init; }

    /// <summary>As invoices print it.</summary>
    public required ProductName Name { get; init; }

    /// <summary>What the quantity is counted in.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Which of the supplier's rates applies when tax does.</summary>
    public required TaxClass TaxClass { get; init; }

    /// <summary>Its terms.</summary>
    public required Recurrence Terms { get; init; }

    /// <summary>Our order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>What else the charges of its periods say: which sub-account it is for.</summary>
    public string? Note { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>How much from which day on, earliest first; 0 while it is paused.</summary>
    public required IReadOnlyList<QuantityFrom> Quantities { get; init; }

    /// <summary>Prices of periods that begin on a day or later, earliest first: that of the order, and those that were announced.</summary>
    public required IReadOnlyList<Price> Prices { get; init; }

    /// <summary>The next period to be charged.</summary>
    public required int NextPeriod { get; init; }

    /// <summary>The next period whose price is to be compared with the catalog's.</summary>
    public required int NextReview { get; init; }

    /// <summary>The day before which another price is not announced, since its mail could not be sent; null when there is none.</summary>
    public DateOnly? ReviewAgainOn { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>
    /// Its last day; null while no end is in sight. Before its first day when what it is for was not to be had after all.
    /// </summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Grows with every change by a user.</summary>
    public required int Version { get; init; }

    // A line of an order is delivered once.
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

    /// <summary>What an item of an order becomes that was delivered; its first period is charged with it.</summary>
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
        // Those before would need a notice that begins before the start.
        var first = Periods.First(
            subscription.Terms, subscription.Start, 1, period => PriceReview.DayOf(subscription, period.Number) >= subscription.Start);
        return subscription with { NextReview = first.Number };
    }

    /// <summary>One of its periods.</summary>
    public Period PeriodOf(int number) => Periods.Of(Terms, Start, number);

    /// <summary>How much on a day.</summary>
    public decimal QuantityOn(DateOnly day) => Quantities.LastOrDefault(step => step.From <= day)?.Quantity ?? 0;

    /// <summary>The unit price of a period that begins on a day.</summary>
    public Money PriceOn(DateOnly day) => (Prices.LastOrDefault(price => price.ValidFrom <= day) ?? Prices[0]).UnitPrice;

    /// <summary>The day it would end when it were cancelled on one: the first end of a period that keeps notice and minimum term.</summary>
    public DateOnly EarliestEnd(DateOnly today)
    {
        var term = Start.AddMonths(Terms.MinimumTerm);
        return Periods.First(Terms, Start, 0, period => period.To >= today.AddDays(Terms.NoticeDays) && period.To.AddDays(1) >= term).To;
    }

    /// <summary>It as the customer cancels it; as it is when it ends already.</summary>
    public Subscription Cancel(DateOnly today, DateTimeOffset now) => EndsOn is null
        ? this with { EndsOn = EarliestEnd(today), CancelledAt = now, Version = Version + 1 }
        : this;

    /// <summary>It when what it is for was not to be had after all.</summary>
    public Subscription Withdraw() => this with { EndsOn = Start.AddDays(-1), Version = Version + 1 };

    /// <summary>It without what no period needs any more that is still to be charged or corrected.</summary>
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
