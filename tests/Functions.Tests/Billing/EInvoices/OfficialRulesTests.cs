using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Tests.Billing.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Accounts.Tests.Billing.EInvoices;

public sealed class OfficialRulesTests
{
    // Each tax category as invoice, cancellation and partial cancellation; special cases; random documents to make up forty.
    private static readonly IReadOnlyList<InvoiceDocument> Documents =
    [
        .. new[] { Sample.Standard, Sample.Reduced, Sample.ReverseCharge, Sample.NotTaxable, Sample.SmallBusiness }.SelectMany(OfTax),
        .. BrokenDocuments.Good,
        .. RandomDocuments.Documents().Generator.Sample(15, new Rnd(20261129), 30),
    ];

    [OfficialRulesFact]
    public async Task Documents_of_every_kind_keep_the_official_rules()
    {
        var (files, fatal) = await OfficialRules.CheckAsync(Documents);

        Assert.Equal((40, 40), (Documents.Count, files));
        Assert.Empty(fatal);
    }

    private static IEnumerable<InvoiceDocument> OfTax(LineTax tax)
    {
        var branch = Sample
            .Line(-1, 250, tax) with
        { UsedBy = Sample.Branch, SuppliedTo = new DateOnly(2026, 11, 30), DeliveryNote = "LS-1" };
        var invoice = Sample.Invoice(
            Sample.Line(2.25m, 9999, tax), branch) with
        { Language = Language.English, PurchaseOrderNumber = "B <7>" };
        return [invoice, invoice.Cancelled(), invoice.PartlyCancelled()];
    }
}
