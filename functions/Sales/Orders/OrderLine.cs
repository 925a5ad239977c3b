using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>One line of an order, with all that counts of its product as it was then.</summary>
/// <param name="Number">Its place, from 1 on.</param>
/// <param name="Sku">The product.</param>
/// <param name="Name">As documents print it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Deployment">Of licenses.</param>
/// <param name="Vendor">Of licenses.</param>
/// <param name="Team">Of services.</param>
/// <param name="Unit">What the price is for.</param>
/// <param name="UnitPrice">Net, in minor units of the order's currency.</param>
/// <param name="Quantity">1 to 1,000.</param>
/// <param name="TaxClass">Which rate applies when tax does.</param>
/// <param name="TaxRate">In hundredths of a percent; null when no tax is charged, or when that is to be reviewed.</param>
/// <param name="Recurrence">The terms of a price by month or year; null when it is charged once.</param>
public sealed record OrderLine(
    int Number,
    string Sku,
    ProductName Name,
    ProductKind Kind,
    Deployment? Deployment,
    Vendor? Vendor,
    Team? Team,
    Unit Unit,
    long UnitPrice,
    int Quantity,
    TaxClass TaxClass,
    int? TaxRate,
    Recurrence? Recurrence = null)
{
    /// <summary>Net, in minor units; of a price by month or year, for one whole period.</summary>
    public long Net => UnitPrice * Quantity;

    /// <summary>How many keys belong to it: one per license that runs at the customer.</summary>
    public int Keys => Deployment == Sales.Catalog.Deployment.DataCenter ? Quantity : 0;
}
