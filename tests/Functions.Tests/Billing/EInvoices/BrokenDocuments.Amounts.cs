using Accounts.Billing.Documents;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Billing.EInvoices;

/// <content>Documents whose taxes or totals are wrong.</content>
internal static partial class BrokenDocuments
{
    private static IEnumerable<(string Rule, InvoiceDocument Document)> Taxes() =>
    [
        ("BR-CO-18", Taxed with { Totals = new InvoiceTotals(0, [], 0, 0, 0) }),
        ("BR-CL-17", Subtotal(Reverse, tax => tax with { Category = "Z" })),
        ("BR-CL-22", Subtotal(Reverse, tax => tax with { ReasonCode = "VATEX-EU-O" })),
        ("BR-CL-22", Subtotal(Small, tax => tax with { ReasonCode = "VATEX-EU-X" })),
        .. new[] { Taxed, Reverse, Outside, Small }.SelectMany(document => OfCategory(document, document.Lines[0].Tax.Category)),
        ("BR-S-10", Subtotal(Taxed, tax => tax with { Note = "steuerfrei" })),
        ("BR-S-10", Subtotal(Taxed, tax => tax with { ReasonCode = "VATEX-EU-O" })),
        ("BR-AE-10", Subtotal(Reverse, tax => tax with { Note = "Reverse charge" })),
        ("BR-AE-10", Subtotal(Reverse, tax => tax with { ReasonCode = null })),
        ("BR-O-10", Subtotal(Outside, tax => tax with { Note = null })),
        ("BR-O-10", Subtotal(Outside, tax => tax with { ReasonCode = null })),
        ("BR-E-10", Subtotal(Small, tax => tax with { Note = null })),
        // Only partial cancellations of taxed lines may have a tax that differs, by at most one cent.
        ("BR-S-09", Subtotal(Taxed.Cancelled(), tax => tax with { Tax = tax.Tax + 1 })),
        ("BR-S-09", Subtotal(Taxed.PartlyCancelled(), tax => tax with { Tax = tax.Tax + 2 })),
        ("BR-S-09", Subtotal(Taxed.PartlyCancelled(), tax => tax with { Tax = tax.Tax - 11 })),
        ("BR-AE-09", Subtotal(Reverse.PartlyCancelled(), tax => tax with { Tax = 1 })),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> OfCategory(InvoiceDocument document, string category) =>
    [
        ($"BR-{category}-01", document with { Totals = new InvoiceTotals(0, [], 0, 0, 0) }),
        ($"BR-{category}-01",
            document with { Totals = InvoiceTotals.Of([.. document.Totals.Taxes, document.Totals.Taxes[0] with { Net = 0, Tax = 0 }]) }),
        ($"BR-{category}-01", document with { Lines = [] }),
        ($"BR-{category}-08", Subtotal(document, tax => TaxSubtotal.Of(document.Lines[0].Tax, tax.Net + 1))),
        ($"BR-{category}-09", Subtotal(document, tax => tax with { Tax = tax.Tax + 1 })),
        ($"BR-{category}-09", Subtotal(document, tax => tax with { Tax = tax.Tax - 1 })),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Totals() =>
    [
        ("BR-CO-13", Summed(totals => totals with { Net = totals.Net + 1, Gross = totals.Gross + 1 })),
        ("BR-CO-14", Summed(totals => totals with { Tax = totals.Tax + 1, Gross = totals.Gross + 1 })),
        ("BR-CO-15", Summed(totals => totals with { Gross = totals.Gross + 1 })),
        ("BR-CO-16", Summed(totals => totals with { Rounding = 1 })),
        ("BR-CO-16", Francs with { Totals = Francs.Totals with { Rounding = -3 } }),
        ("BR-53", Francs with { AccountingTax = null }),
        ("BR-53", Francs with { AccountingTax = Francs.AccountingTax! with { Tax = 3618 } }),
        ("BR-CL-05", Francs with { AccountingTax = Francs.AccountingTax! with { Currency = "USD" } }),
        ("PEPPOL-EN16931-R005", Francs with { AccountingTax = Francs.AccountingTax! with { Currency = "CHF" } }),
    ];

    private static InvoiceDocument Subtotal(InvoiceDocument document, Func<TaxSubtotal, TaxSubtotal> change) =>
        document with { Totals = InvoiceTotals.Of([change(document.Totals.Taxes[0]), .. document.Totals.Taxes.Skip(1)]) };

    private static InvoiceDocument Summed(Func<InvoiceTotals, InvoiceTotals> change) => Taxed with { Totals = change(Taxed.Totals) };
}
