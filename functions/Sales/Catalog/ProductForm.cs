using System.ComponentModel.DataAnnotations;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Catalog;

/// <summary>A product as it comes in.</summary>
public sealed record ProductForm
{
    /// <summary>In German and English, and in French and Italian where wanted; 1 to 100 characters each.</summary>
    [Required]
    public ProductNameForm? Name { get; init; }

    /// <summary>What it is; fixed.</summary>
    [Required]
    public ProductKind? Kind { get; init; }

    /// <summary>Of licenses, and required there: cloud licenses are live from the purchase, dataCenter licenses have keys. Fixed.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>Of licenses, and required there: where they are bought.</summary>
    public VendorForm? Vendor { get; init; }

    /// <summary>Of services, and required there: who does the work.</summary>
    public TeamForm? Team { get; init; }

    /// <summary>What a price is for: license for licenses; hour, day or fixed for services; account for accounts. Fixed.</summary>
    [Required]
    public Unit? Unit { get; init; }

    /// <summary>Which rate of tax applies.</summary>
    [Required]
    public TaxClass? TaxClass { get; init; }

    /// <summary>How often the price is charged; once when it is not said. Fixed. Work by the hour or day is charged once.</summary>
    public Interval? Interval { get; init; }

    /// <summary>
    /// Of prices by month or year: whether periods are those of the calendar, and the first is charged by its days. False when it
    /// is not said: periods begin on the day of delivery. Counts for new orders, like the two that follow.
    /// </summary>
    public bool? Prorated { get; init; }

    /// <summary>
    /// Of prices by month or year: days of notice, of cancellations and of other prices; 0 to 365, and 0 when it is not said.
    /// </summary>
    [Range(0, 365)]
    public int? NoticeDays { get; init; }

    /// <summary>Of prices by month or year: months before which it does not end; 0 to 60, and 0 when it is not said.</summary>
    [Range(0, 60)]
    public int? MinimumTerm { get; init; }

    /// <summary>1 to 100 prices, each valid until the next; those that have begun unchanged.</summary>
    [Required]
    [Length(1, ProductDraft.MaxPrices)]
    public IReadOnlyList<PriceForm>? Prices { get; init; }

    /// <summary>The last day on which it can be ordered.</summary>
    public DateOnly? SoldUntil { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static ProductForm Example { get; } = new()
    {
        Name = new() { De = "Ticketsystem Data Center, 50 Benutzer", En = "Ticket system Data Center, 50 users" },
        Kind = ProductKind.License,
        Deployment = Sales.Catalog.Deployment.DataCenter,
        Vendor = new() { Name = "Example Software", ProductCode = "tickets-dc-50" },
        Unit = Sales.Catalog.Unit.License,
        TaxClass = Sales.Taxes.TaxClass.Standard,
        Prices = [new() { ValidFrom = new DateOnly(2026, 1, 1), UnitPrice = 249_000, Currency = "EUR" }],
    };
}

/// <summary>A name, as it comes in.</summary>
public sealed record ProductNameForm
{
    /// <summary>German</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? De { get; init; }

    /// <summary>English</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? En { get; init; }

    /// <summary>French; English when it is not said.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Fr { get; init; }

    /// <summary>Italian; English when it is not said.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? It { get; init; }
}

/// <summary>A vendor, as it comes in.</summary>
public sealed record VendorForm
{
    /// <summary>1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The vendor's own code for the product, 1 to 60 characters.</summary>
    [Required]
    [StringLength(60, MinimumLength = 1)]
    public string? ProductCode { get; init; }
}

/// <summary>A team, as it comes in.</summary>
public sealed record TeamForm
{
    /// <summary>As customers read it, 1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Where it is told of orders.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }
}

/// <summary>A price, as it comes in.</summary>
public sealed record PriceForm
{
    /// <summary>From the beginning of this day on, in Central European time.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Net, per unit, in minor units: cents, Rappen.</summary>
    [Required]
    [Range(0, ProductDraft.MaxUnitPrice)]
    public long? UnitPrice { get; init; }

    /// <summary>ISO 4217; the provider's.</summary>
    [Required]
    public string? Currency { get; init; }
}
