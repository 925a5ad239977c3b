namespace Accounts.Billing.Documents;

/// <summary>A discount on the lines that have the same tax (BG-20).</summary>
/// <param name="Reason">BT-97.</param>
/// <param name="Amount">In minor units (BT-92).</param>
/// <param name="Tax">The tax of those lines (BT-95, BT-96).</param>
public sealed record Discount(string Reason, long Amount, LineTax Tax)
{
    /// <summary>
    /// Splits a discount over the taxes of the lines, each in proportion to its net. Each part is computed from what the parts before it
    /// left, so that the parts add up exactly.
    /// </summary>
    /// <param name="reason">The reason of all parts.</param>
    /// <param name="amount">In minor units.</param>
    /// <param name="lines">The lines that the discount is for.</param>
    public static IReadOnlyList<Discount> Split(string reason, long amount, IEnumerable<InvoiceLine> lines)
    {
        var taxes = lines
            .GroupBy(line => line.Tax)
            .Select(tax => (Tax: tax.Key, Net: tax.Sum(line => line.Net)))
            .Where(tax => tax.Net != 0)
            .OrderByDescending(tax => tax.Net)
            .ToList();
        var (left, net) = (amount, taxes.Sum(tax => tax.Net));
        var parts = new List<Discount>();
        foreach (var tax in taxes)
        {
            // From the rest of both amounts, so that the last part is exactly the rest.
            var part = net == 0 ? left : Amounts.Rounded((decimal)left * tax.Net / net);
            parts.Add(new Discount(reason, part, tax.Tax));
            (left, net) = (left - part, net - tax.Net);
        }

        return parts;
    }
}
