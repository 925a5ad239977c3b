using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for the totals (BG-22), to the cent.</summary>
internal static class TotalChecks
{
    // Half of the smallest coin (5 Rappen), rounded down.
    private const int MostRounding = 2;

    private static readonly CheckRule<InvoiceDocument>[] Rules =
    [
        new("BR-CO-13", document => document.Totals.Net == Billed(document),
            "The net total is not the sum of the lines less the discounts; make the draft again."),
        new("BR-CO-14", document => document.Totals.Tax == document.Totals.Taxes.Sum(tax => tax.Tax),
            "The total tax is not the sum of the taxes; make the draft again."),
        new("BR-CO-15", document => document.Totals.Gross == document.Totals.Net + document.Totals.Tax,
            "The total is not the sum of net and tax; make the draft again."),
        new("BR-CO-16", document => Math.Abs(document.Totals.Rounding) <= (document.Currency == "CHF" ? MostRounding : 0),
            "The amount to pay is rounded by more than the smallest coin; make the draft again."),
        new("BR-53", document => document.AccountingTax is not null || document.Currency == Accounting(document),
            "The tax in euros, which the seller owes, is missing; make the draft again when the rate of the day is known."),
        new("BR-53", document => document.AccountingTax is not { } tax || tax.Tax == Amounts.Rounded(document.Totals.Tax * tax.Rate),
            "The tax in the seller's currency is not the tax at the exchange rate; make the draft again."),
        new("BR-CL-05", document => document.AccountingTax is null or { Currency: "EUR" or "CHF" },
            "The currency of the tax office is neither EUR nor CHF; make the draft again."),
        new("PEPPOL-EN16931-R005", document => document.AccountingTax?.Currency != document.Currency,
            "The tax is given twice in one currency; make the draft again."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document) => CheckRule<InvoiceDocument>.Broken(Rules, document);

    private static long Billed(InvoiceDocument document) =>
        document.Lines.Sum(line => line.Net) - document.Discounts.Sum(discount => discount.Amount);

    // A Swiss seller bills in francs.
    private static string Accounting(InvoiceDocument document) =>
        document.Seller.Address.Country is "DE" or "AT" ? "EUR" : document.Currency;
}
