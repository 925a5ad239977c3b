namespace Accounts.Sales.Orders;

/// <summary>The totals of an order, in minor units.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Taxes">By rate, lowest first; empty when no tax is charged, or while that must be reviewed.</param>
/// <param name="Gross">The amount to pay.</param>
public sealed record OrderTotals(string Currency, long Net, IReadOnlyList<TaxAmount> Taxes, long Gross)
{
    /// <summary>Adds lines up. Tax is rounded once per rate, half a cent up, as invoices do (EN 16931, BR-CO-17).</summary>
    public static OrderTotals Of(IEnumerable<OrderLine> lines, string currency)
    {
        var all = lines.ToList();
        var taxes = all
            .Where(line => line.TaxRate is not null)
            .GroupBy(line => line.TaxRate!.Value)
            .OrderBy(rate => rate.Key)
            .Select(rate => TaxAmount.Of(rate.Key, rate.Sum(line => line.Net)))
            .ToList();
        var net = all.Sum(line => line.Net);
        return new OrderTotals(currency, net, taxes, net + taxes.Sum(tax => tax.Tax));
    }
}

/// <summary>The tax at one rate.</summary>
/// <param name="Rate">In hundredths of a percent.</param>
/// <param name="Net">The amount that it is charged on, in minor units.</param>
/// <param name="Tax">In minor units.</param>
public sealed record TaxAmount(int Rate, long Net, long Tax)
{
    /// <summary>The tax on an amount that is not negative.</summary>
    public static TaxAmount Of(int rate, long net) => new(rate, net, (net * rate + 5_000) / 10_000);
}
