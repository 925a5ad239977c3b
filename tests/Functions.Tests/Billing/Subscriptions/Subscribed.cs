using Accounts.Billing.Subscriptions;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>Subscriptions for tests of rules.</summary>
internal static class Subscribed
{
    public static Recurrence Monthly { get; } = new(Interval.Month, Prorated: false, NoticeDays: 0, MinimumTerm: 0);

    public static Recurrence Yearly { get; } = Monthly with { Interval = Interval.Year };

    public static ChargeTerms Terms { get; } = new(
        "1234567", "Palmer", "1234567", Language.German, new(2027, 3, 22, 11, 0, 0, TimeSpan.Zero));

    public static Subscription From(DateOnly start, Recurrence? terms = null, decimal quantity = 1, long price = 12_050)
    {
        var subscription = new Subscription
        {
            Id = "1234567-1-line-001",
            Sku = "WIKI",
            Name = new("Wiki", "Wiki"),
            Unit = Unit.License,
            TaxClass = TaxClass.Standard,
            Terms = terms ?? Monthly,
            OrderId = "1234567-1",
            Start = start,
            Quantities = [new(start, quantity)],
            Prices = [new(start, new Money(price, "EUR"))],
            NextPeriod = 1,
            NextReview = 1,
            Version = 1,
        };
        var first = Periods.First(subscription.Terms, start, 1, period => PriceReview.DayOf(subscription, period.Number) >= start);
        return subscription with { NextReview = first.Number };
    }

    public static Product Product(params (DateOnly From, long Price)[] prices) => new()
    {
        Sku = "WIKI",
        Name = new("Wiki", "Wiki"),
        Kind = ProductKind.License,
        Unit = Unit.License,
        TaxClass = TaxClass.Standard,
        Recurrence = Monthly,
        Prices = [.. prices.Select(price => new Price(price.From, new Money(price.Price, "EUR")))],
        Version = 1,
    };

    public static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
