using System.ComponentModel.DataAnnotations;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Catalog;

/// <summary>The body that makes or replaces a product.</summary>
public sealed record ProductForm
{
    /// <summary>Name in German and English, and in French and Italian where wanted; 1 to 100 characters each.</summary>
    [Required]
    public ProductNameForm? Name { get; init; }

    /// <summary>Kind of the product; fixed.</summary>
    [Required]
    public ProductKind? Kind { get; init; }

    /// <summary>
    /// For licenses only, and required there: cloud licenses are live from the purchase, dataCenter licenses have keys. Fixed.
    /// </summary>
    public Deployment? Deployment { get; init; }

    /// <summary>For licenses only, and required there: where they are bought.</summary>
    public VendorForm? Vendor { get; init; }

    /// <summary>For services only, and required there: who does the work.</summary>
    public TeamForm? Team { get; init; }

    /// <summary>What a price is for: license for licenses; hour, day or fixed for services; account for accounts. Fixed.</summary>
    [Required]
    public Unit? Unit { get; init; }

    /// <summary>The tax rate that applies.</summary>
    [Required]
    public TaxClass? TaxClass { get; init; }

    /// <summary>How often the price is charged; once when left out. Fixed. Work by the hour or day is charged once.</summary>
    public Interval? Interval { get; init; }

    /// <summary>
    /// For prices by month or year: whether periods follow the calendar, and the first is charged by its days. False when left
    /// out: periods begin on the day of delivery. Applies to new orders, like the next two fields.
    /// </summary>
    public bool? Prorated { get; init; }

    /// <summary>For prices by month or year: days of notice for cancellations and for new prices; 0 to 365, and 0 when left out.</summary>
    [Range(0, 365)]
    public int? NoticeDays { get; init; }

    /// <summary>For prices by month or year: minimum term in months; 0 to 60, and 0 when left out.</summary>
    [Range(0, 60)]
    public int? MinimumTerm { get; init; }

    /// <summary>1 to 100 prices, each valid until the next one begins. Prices that have begun must be unchanged.</summary>
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

/// <summary>A product name in a request.</summary>
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

    /// <summary>French; the English name when left out.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Fr { get; init; }

    /// <summary>Italian; the English name when left out.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? It { get; init; }
}

/// <summary>A vendor in a request.</summary>
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

/// <summary>A team in a request.</summary>
public sealed record TeamForm
{
    /// <summary>The name that customers read, 1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The address that is notified of orders.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }
}

/// <summary>A price in a request.</summary>
public sealed record PriceForm
{
    /// <summary>The price is valid from the beginning of this day, in Central European time.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Net, per unit, in minor units: cents, Rappen.</summary>
    [Required]
    [Range(0, ProductDraft.MaxUnitPrice)]
    public long? UnitPrice { get; init; }

    /// <summary>ISO 4217; the provider's currency.</summary>
    [Required]
    public string? Currency { get; init; }
}
