using Accounts.Billing.Documents;

namespace Accounts.Tests.Billing.Documents;

public sealed class InvoiceTotalsTests
{
    [Fact]
    public void Tax_is_rounded_once_and_never_per_line()
    {
        var tax = new LineTax("S", 2000);
        var totals = InvoiceTotals.Of(
            [Sample.Line(1, 6833, tax), Sample.Line(1, 6833, tax), Sample.Line(1, 5750, tax), Sample.Line(1, 8500, tax)]);

        // Line by line the tax would be 55.84.
        Assert.Equal((27916, 5583, 33499), (totals.Net, totals.Tax, totals.Gross));
    }

    [Theory]
    [InlineData("1", 761250, 1900, 144638)] // 1,446.375
    [InlineData("-1", 761250, 1900, -144638)]
    [InlineData("1", 50, 700, 4)] // 3.5 cents
    [InlineData("-1", 50, 700, -4)]
    [InlineData("1", 50, 1900, 10)] // 9.5 cents
    [InlineData("-1", 50, 1900, -10)]
    [InlineData("1", 49, 1900, 9)] // 9.31 cents
    public void Half_a_cent_of_tax_goes_away_from_zero(string quantity, long price, int rate, long tax)
    {
        var line = Sample.Line(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), price, new LineTax("S", rate));

        Assert.Equal(tax, InvoiceTotals.Of([line]).Tax);
    }

    [Theory]
    [InlineData("0.5", 1, 1)]
    [InlineData("-0.5", 1, -1)]
    [InlineData("0.25", 9998, 2500)] // 2,499.5 cents
    [InlineData("-0.25", 9998, -2500)]
    [InlineData("0.49", 1, 0)]
    public void Half_a_cent_of_a_line_goes_away_from_zero(string quantity, long price, long net) =>
        Assert.Equal(net, Sample.Line(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), price).Net);

    [Fact]
    public void A_credit_and_a_discount_come_to_the_same()
    {
        var work = Sample.Line(250, 9500);
        var credit = InvoiceTotals.Of([work, Sample.Line(-1, 75000)]);
        var discount = InvoiceTotals.Of([work], Discount.Split("Rabatt", 75000, [work]));

        Assert.Equal((2300000, 437000, 2737000), (credit.Net, credit.Tax, credit.Gross));
        Assert.Equal((credit.Net, credit.Tax, credit.Gross), (discount.Net, discount.Tax, discount.Gross));
    }

    [Fact]
    public void A_discount_is_split_over_the_taxes_to_the_cent()
    {
        InvoiceLine[] lines = [Sample.Line(2, 5000), Sample.Line(1, 5000, Sample.Reduced), Sample.Line(1, 5000, Sample.Standard)];

        var parts = Discount.Split("Rabatt", 1001, lines);

        // 15,000 at 19 % and 5,000 at 7 %: three quarters of 1,001 are 750.75.
        Assert.Equal([(Sample.Standard, 751L), (Sample.Reduced, 250L)], parts.Select(part => (part.Tax, part.Amount)));
    }

    [Fact]
    public void What_was_paid_before_and_what_coins_round_leave_the_tax_alone()
    {
        var totals = InvoiceTotals.Of([Sample.Line(1, 10_000, new LineTax("S", 810))], prepaid: 801) with { Rounding = -1 };

        Assert.Equal((810, 10_810, 10_008), (totals.Tax, totals.Gross, totals.Payable));
    }
}
