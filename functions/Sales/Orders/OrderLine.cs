using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>One line of an order, with all relevant data of its product at that time.</summary>
/// <param name="Number">Its place, from 1 on.</param>
/// <param name="Sku">The product.</param>
/// <param name="Name">The name that documents print.</param>
/// <param name="Kind">Kind of the product.</param>
/// <param name="Deployment">For licenses only.</param>
/// <param name="Vendor">For licenses only.</param>
/// <param name="Team">For services only.</param>
/// <param name="Unit">What the price is for.</param>
/// <param name="UnitPrice">Net, in minor units of the order's currency.</param>
/// <param name="Quantity">1 to 1,000.</param>
/// <param name="TaxClass">Decides which rate applies if tax is charged.</param>
/// <param name="TaxRate">In hundredths of a percent; null when no tax is charged, or while that must be reviewed.</param>
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
    /// <summary>Net, in minor units; for a price by month or year, of one whole period.</summary>
    public long Net => UnitPrice * Quantity;

    /// <summary>How many keys belong to it: one per license that runs at the customer.</summary>
    public int Keys => Deployment == Sales.Catalog.Deployment.DataCenter ? Quantity : 0;
}
