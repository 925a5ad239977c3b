using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Billing.Invoices;

/// <summary>An invoice that is cancelled in many parts.</summary>
public sealed class CancellationTests
{
    private static readonly DateOnly Day = new(2027, 3, 1);
    private static readonly TaxDecision Taxable = new(TaxTreatment.Taxable, "S", null);

    [Theory]
    [InlineData(3, 100)]
    [InlineData(2, 100)]
    [InlineData(7, 25)]
    public void However_many_parts_the_tax_of_each_is_right_to_the_cent_and_all_are_the_invoices(long part, int parts)
    {
        var invoice = Invoiced(Charged("a", 1_000), Charged("b", 5));
        List<Cancellation> cancelled = [];
        for (var n = 0; n < parts; n++)
            Take(Cancellation.Of(invoice, [new(1, null, part)]));
        Take(Cancellation.Of(invoice));

        Assert.True(cancelled[^1].IsAll);
        Assert.Equal(invoice.Invoice.Totals.Gross, cancelled.Sum(one => one.Amount));
        Assert.Equal(invoice.Invoice.Totals.Tax, cancelled.Sum(one => one.Totals.Tax));
        Assert.All(cancelled.SelectMany(one => one.Totals.Taxes), tax =>
            Assert.InRange(tax.Tax - Amounts.Tax(tax.Net, tax.Rate), -1, 1));

        void Take(Outcome<Cancellation> decided)
        {
            Assert.True(decided.Succeeded(out var one, out _));
            cancelled.Add(one);
            invoice = invoice with { Before = one.After };
        }
    }

    private static CancelledInvoice Invoiced(params IReadOnlyList<Charge> charges)
    {
        var lines = InvoiceLines.Of(charges, Taxable, Country.DE);
        var invoice = new Invoice
        {
            Id = "2027030100000000000000000000000",
            OrganizationId = "1234567",
            Kind = DocumentKind.Invoice,
            State = InvoiceState.Sent,
            Run = "run",
            Day = Day,
            Tax = Taxable,
            Totals = InvoiceTotals.Of(lines),
            Currency = "EUR",
        };
        return new(invoice, charges, lines, CancelledAmounts.None);
    }

    private static Charge Charged(string id, long price) => new()
    {
        Id = id,
        OrganizationId = "1234567",
        OrganizationName = "Palmer GmbH",
        PayerId = "1234567",
        Cause = ChargeCause.Manual,
        Description = "Einrichtung",
        Quantity = 1,
        Unit = Unit.Fixed,
        UnitPrice = new Money(price, "EUR"),
        TaxClass = TaxClass.Standard,
        SuppliedFrom = Day,
        SuppliedTo = Day,
        DueOn = Day,
        MadeAt = App.Start,
    };
}
