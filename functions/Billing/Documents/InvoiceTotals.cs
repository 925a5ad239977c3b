namespace Accounts.Billing.Documents;

/// <summary>The totals of an invoice, in minor units.</summary>
/// <param name="Net">Sum of the lines (BT-106), less the discounts (BT-107): BT-109.</param>
/// <param name="Taxes">By category and rate, the highest rate first (BG-23).</param>
/// <param name="Tax">Sum of the taxes (BT-110).</param>
/// <param name="Gross">Net plus tax (BT-112).</param>
/// <param name="Prepaid">The amount that was paid before (BT-113).</param>
public sealed record InvoiceTotals(long Net, IReadOnlyList<TaxSubtotal> Taxes, long Tax, long Gross, long Prepaid)
{
    /// <summary>The totals of a draft that has no lines yet.</summary>
    public static InvoiceTotals Nothing { get; } = new(0, [], 0, 0, 0);

    /// <summary>Rounding to an amount that can be paid in cash (BT-114): up to 2 Rappen in CHF, otherwise 0.</summary>
    public long Rounding { get; init; }

    /// <summary>The amount that is left to be paid (BT-115).</summary>
    public long Payable => Gross - Prepaid + Rounding;

    /// <summary>Adds up lines. The tax is rounded once per category and rate, never per line or sub-account.</summary>
    public static InvoiceTotals Of(IEnumerable<InvoiceLine> lines, long prepaid = 0) => Of(lines, [], prepaid);

    /// <summary>Adds up lines and subtracts discounts.</summary>
    public static InvoiceTotals Of(IEnumerable<InvoiceLine> lines, IReadOnlyList<Discount> discounts, long prepaid = 0) => Of(
        [
            .. lines.Select(line => (line.Tax, Amount: line.Net))
                .Concat(discounts.Select(discount => (discount.Tax, Amount: -discount.Amount)))
                .GroupBy(amount => amount.Tax)
                .OrderByDescending(tax => tax.Key.Rate)
                .ThenBy(tax => tax.Key.Category, StringComparer.Ordinal)
                .Select(tax => TaxSubtotal.Of(tax.Key, tax.Sum(amount => amount.Amount))),
        ],
        prepaid);

    /// <summary>Adds up subtotals whose taxes are already calculated.</summary>
    public static InvoiceTotals Of(IReadOnlyList<TaxSubtotal> taxes, long prepaid = 0)
    {
        var (net, tax) = (taxes.Sum(one => one.Net), taxes.Sum(one => one.Tax));
        return new InvoiceTotals(net, taxes, tax, net + tax, prepaid);
    }
}

/// <summary>The tax of one category and rate (BG-23).</summary>
/// <param name="Category">UNTDID 5305 code (BT-118).</param>
/// <param name="Rate">In hundredths of a percent (BT-119).</param>
/// <param name="Net">The taxable amount (BT-116).</param>
/// <param name="Tax">The tax (BT-117).</param>
/// <param name="ReasonCode">VATEX code of the reason why no tax is charged (BT-121).</param>
/// <param name="Note">The reason in words (BT-120).</param>
public sealed record TaxSubtotal(string Category, int Rate, long Net, long Tax, string? ReasonCode, string? Note)
{
    /// <summary>The tax on the sum of the lines that have the same tax.</summary>
    public static TaxSubtotal Of(LineTax tax, long net) =>
        new(tax.Category, tax.Rate, net, Amounts.Tax(net, tax.Rate), tax.ReasonCode, tax.Note);
}
