using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Extranet.Charts;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Extranet;

/// <summary>The invoiced amounts of each month, by the account that used the services.</summary>
public sealed class InvoiceSumsTests
{
    private static readonly DateOnly First = new(2027, 1, 1);

    [Fact]
    public void The_largest_accounts_are_told_apart_and_the_others_come_together()
    {
        var sums = new InvoiceSums("1000000", First, 2);
        var nets = Enumerable.Range(1, 7).ToDictionary(n => $"{2_000_000 + n}", n => n * 100L);
        sums.Add(Document(DocumentKind.Invoice, First, nets));
        sums.Add(Document(DocumentKind.PartialCancellation, First.AddMonths(1), new() { ["2000007"] = 50, ["1000000"] = 5 }));
        sums.Add(Document(DocumentKind.Cancellation, First.AddMonths(1), new() { ["2000001"] = -100 }));
        sums.Add(Document(DocumentKind.Invoice, First.AddMonths(2), new() { ["1000000"] = 1 })); // beyond the last month

        var shown = sums.Show(new Dictionary<string, string> { ["2000007"] = "Sieben" }, "EUR");

        Assert.Equal(
            [new("1000000", null), new("2000007", "Sieben"), .. Named("2000006", "2000005", "2000004", "2000003"), new(null, null)],
            shown.Parts);
        Assert.Equal([0, 700, 600, 500, 400, 300, 300], shown.Months[0].Nets);
        Assert.Equal([-5, -50, 0, 0, 0, 0, -100], shown.Months[1].Nets);
        Assert.Equal((2_800, -155), (shown.Months[0].Net, shown.Months[1].Net));
    }

    [Fact]
    public void An_account_without_sub_accounts_has_one_column()
    {
        var sums = new InvoiceSums("1000000", First, 1);
        sums.Add(Document(DocumentKind.Invoice, First, new() { ["1000000"] = 4_200 }));
        Assert.Equal([new InvoicedPart("1000000", null)], sums.Show(new Dictionary<string, string>(), "EUR").Parts);
    }

    private static IEnumerable<InvoicedPart> Named(params string[] numbers) => numbers.Select(number => new InvoicedPart(number, null));

    private static Invoice Document(DocumentKind kind, DateOnly date, Dictionary<string, long> nets) => new()
    {
        Id = "x",
        OrganizationId = "1000000",
        Kind = kind,
        State = InvoiceState.Finalized,
        Run = "run",
        Day = date,
        Date = date,
        Number = "RE-1",
        Currency = "EUR",
        Tax = new TaxDecision(TaxTreatment.Taxable, "S", null),
        Totals = InvoiceTotals.Of((IReadOnlyList<TaxSubtotal>)[]),
        Use = new InvoicedUse(nets, HasOrders: false),
    };
}
