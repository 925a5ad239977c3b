using Accounts.Billing.Charges;
using Accounts.Billing.Subscriptions;
using Accounts.Platform.Http;
using Accounts.Sales.Catalog;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>What is charged for a period.</summary>
public sealed class PeriodChargeTests
{
    private static readonly Recurrence Calendar = new(Interval.Month, Prorated: true, 0, 0);

    [Fact]
    public void The_first_period_is_charged_by_its_days_and_rounded_once()
    {
        var subscription = Subscribed.From(new(2027, 3, 22), Calendar, quantity: 3, price: 1_999);

        var first = Assert.Single(PeriodCharges.Of(subscription, subscription.PeriodOf(0), Subscribed.Terms));
        var second = Assert.Single(PeriodCharges.Of(subscription, subscription.PeriodOf(1), Subscribed.Terms));

        // 3 × 19.99 × 10 / 31 is 19.345….
        Assert.Equal((1m, Unit.Fixed, 1_935L), (first.Quantity, first.Unit, first.UnitPrice.Amount));
        Assert.Equal("3 Lizenzen zu 19,99 EUR monatlich, 10 von 31 Tagen", first.Note);
        Assert.Equal(
            ("1234567-1-line-001-20270322", new DateOnly(2027, 3, 22), new DateOnly(2027, 3, 31)),
            (first.Id, first.SuppliedFrom, first.SuppliedTo));
        Assert.Equal((3m, Unit.License, 1_999L, null), (second.Quantity, second.Unit, second.UnitPrice.Amount, second.Note));
        Assert.Equal(("1234567-1-line-001-20270401", new DateOnly(2027, 4, 1)), (second.Id, second.DueOn));
    }

    [Theory]
    [InlineData(1, 3_100, 10, 1_000)]
    [InlineData(1, 155, 1, 5)] // exactly 5.0
    [InlineData(1, 31, 31, 31)]
    [InlineData(1_000, 10, 10, 3_226)] // 3,225.8: the unit price would be 3 cents, and all 30.00
    [InlineData(1, 93, 5, 15)] // exactly 15.0
    [InlineData(5, 31, 1, 5)]
    public void A_part_is_exact_to_the_cent(int quantity, long price, int days, long amount)
    {
        var subscription = Subscribed.From(new DateOnly(2027, 3, 31).AddDays(1 - days), Calendar, quantity, price);

        var charge = Assert.Single(PeriodCharges.Of(subscription, subscription.PeriodOf(0), Subscribed.Terms));

        Assert.Equal(amount, (long)charge.Quantity * charge.UnitPrice.Amount);
    }

    [Fact]
    public void Half_a_cent_is_rounded_up_and_a_credit_down()
    {
        // 14 of 28 days of 0.05.
        var subscription = Subscribed.From(new(2027, 2, 15), Calendar, price: 5);
        var paused = QuantityChange.Of(subscription, new() { Quantity = 0, From = new(2027, 2, 15) }, new(2027, 2, 20)).OrTryLater();

        var charge = Assert.Single(PeriodCharges.Of(subscription, subscription.PeriodOf(0), Subscribed.Terms));
        var credit = Assert.Single(PeriodCharges.Corrections(subscription, paused, Subscribed.Terms));

        Assert.Equal((3, -3), ((int)(charge.Quantity * charge.UnitPrice.Amount), (int)(credit.Quantity * credit.UnitPrice.Amount)));
    }

    [Fact]
    public void Missed_periods_are_charged_one_by_one_and_none_twice()
    {
        var subscription = Subscribed.From(new(2027, 1, 31));

        var renewed = PeriodCharges.Renew(subscription, new(2027, 4, 30), 40, Subscribed.Terms);

        Assert.Equal(
            [new(2027, 2, 28), new(2027, 3, 31), new(2027, 4, 30)],
            renewed.Charges.Select(charge => charge.DueOn));
        Assert.Equal(new DateOnly(2027, 5, 31), renewed.After.DueOn);
        Assert.Empty(PeriodCharges.Renew(renewed.After, new(2027, 5, 30), 40, Subscribed.Terms).Charges);
        // Charges that do not fit into one transaction are left for the next.
        Assert.Equal(2, PeriodCharges.Renew(subscription, new(2027, 4, 30), 2, Subscribed.Terms).Charges.Count);
    }

    [Fact]
    public void Nothing_is_charged_after_the_end()
    {
        var ended = Subscribed.From(new(2027, 1, 31)).Cancel(new(2027, 3, 1), default);

        var renewed = PeriodCharges.Renew(ended, new(2028, 1, 1), 40, Subscribed.Terms);

        Assert.Equal(new DateOnly(2027, 3, 30), ended.EndsOn);
        Assert.Equal(new DateOnly(2027, 2, 28), Assert.Single(renewed.Charges).DueOn);
        Assert.Null(renewed.After.DueOn);
        Assert.Null(ended.Withdraw().DueOn);
    }

    [Fact]
    public void A_change_within_a_period_is_corrected_to_the_day()
    {
        // 30 days from 15 April on, 3.00 each.
        var subscription = Subscribed.From(new(2027, 4, 15), price: 9_000, quantity: 2);
        var more = QuantityChange.Of(subscription, new() { Quantity = 5, From = new(2027, 4, 25) }, new(2027, 4, 20)).OrTryLater();

        var correction = Assert.Single(PeriodCharges.Corrections(subscription, more, Subscribed.Terms));
        Assert.Equal((1m, 18_000L), (correction.Quantity, correction.UnitPrice.Amount));
        Assert.Equal((new(2027, 4, 25), new DateOnly(2027, 5, 14)), (correction.SuppliedFrom, correction.SuppliedTo));
        Assert.Equal("1234567-1-line-001-20270425-v2", correction.Id);
        Assert.Equal(5, Assert.Single(PeriodCharges.Of(more, more.PeriodOf(1), Subscribed.Terms)).Quantity);

        // Then a smaller quantity, from an earlier day on.
        var less = QuantityChange.Of(more, new() { Quantity = 1, From = new(2027, 4, 15) }, new(2027, 4, 26)).OrTryLater();
        Assert.Equal(
            [(-1m, 3_000L), (-1m, 24_000L)],
            PeriodCharges.Corrections(more, less, Subscribed.Terms).Select(charge => (charge.Quantity, charge.UnitPrice.Amount)));
    }

    [Fact]
    public void A_pause_is_a_credit_now_and_a_part_later()
    {
        var subscription = Subscribed.From(new(2027, 4, 15), price: 9_000, quantity: 2);
        var paused = QuantityChange.Of(
            subscription, new() { Quantity = 0, From = new(2027, 5, 5), Until = new(2027, 5, 25) }, new(2027, 4, 20)).OrTryLater();

        // 5 to 14 May are charged: 10 of 30 days.
        var credit = Assert.Single(PeriodCharges.Corrections(subscription, paused, Subscribed.Terms));
        Assert.Equal((-1m, 6_000L), (credit.Quantity, credit.UnitPrice.Amount));
        // Of the next period, 15 May to 14 June, 20 of 31 days are left.
        var next = Assert.Single(PeriodCharges.Of(paused, paused.PeriodOf(1), Subscribed.Terms));
        Assert.Equal((new(2027, 5, 26), new DateOnly(2027, 6, 14), 11_613L), (next.SuppliedFrom, next.SuppliedTo, next.UnitPrice.Amount));
        Assert.Equal(ChargeCause.Period, next.Cause);
        Assert.Equal(2, Assert.Single(PeriodCharges.Of(paused, paused.PeriodOf(2), Subscribed.Terms)).Quantity);
    }

    [Theory]
    [InlineData("2027-04-14", null, "from")]
    [InlineData("2028-04-21", null, "from")]
    [InlineData("2027-04-20", "2027-04-19", "until")]
    public void A_change_lies_within_what_can_be_corrected(string from, string? until, string field)
    {
        var subscription = Subscribed.From(new(2027, 4, 15));
        var form = new QuantityForm { Quantity = 1, From = Subscribed.Day(from), Until = until is null ? null : Subscribed.Day(until) };

        var failure = QuantityChange.Of(subscription, form, new(2027, 4, 20)).Failure;

        Assert.Equal("#/" + field, Assert.Single(Assert.IsType<InvalidFields>(failure).Errors).Place);
    }
}
