using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Catalog;

/// <summary>The kind of a product; it decides how an order of it is carried out.</summary>
public enum ProductKind
{
    /// <summary>A license, bought at its vendor.</summary>
    License,

    /// <summary>Work, done by a team of the provider.</summary>
    Service,

    /// <summary>A product that a new sub-account consists of.</summary>
    Account,
}

/// <summary>Where a licensed product runs.</summary>
public enum Deployment
{
    /// <summary>At its vendor: no key, the instance is live from the purchase.</summary>
    Cloud,

    /// <summary>At the customer: each license has a key.</summary>
    DataCenter,
}

/// <summary>What a price is for.</summary>
public enum Unit
{
    /// <summary>An hour of work.</summary>
    Hour,

    /// <summary>A day of work.</summary>
    Day,

    /// <summary>The whole service.</summary>
    Fixed,

    /// <summary>One license.</summary>
    License,

    /// <summary>One account.</summary>
    Account,
}

/// <summary>A name in the languages of documents. Without a French or Italian name, the English one is used there.</summary>
public sealed record ProductName(string De, string En, string? Fr = null, string? It = null)
{
    /// <summary>The name for a document or mail.</summary>
    public string In(Language language) => language.Pick(De, En, Fr ?? En, It ?? En);
}

/// <summary>The maker of a licensed product.</summary>
/// <param name="Name">The vendor.</param>
/// <param name="ProductCode">The vendor's own code for the product.</param>
public sealed record Vendor(string Name, string ProductCode);

/// <summary>The team that does the work of a service.</summary>
/// <param name="Name">The name that customers read.</param>
/// <param name="Email">The address that is notified of orders.</param>
public sealed record Team(string Name, string Email);

/// <summary>A price from a day on, until the next one.</summary>
/// <param name="ValidFrom">A day in Central European time.</param>
/// <param name="UnitPrice">Net, per unit.</param>
public sealed record Price(DateOnly ValidFrom, Money UnitPrice);

/// <summary>Something that can be ordered.</summary>
public sealed record Product : IVersioned
{
    /// <summary>Permanent name of the product.</summary>
    public required string Sku { get; init; }

    /// <summary>As orders and invoices print it.</summary>
    public required ProductName Name { get; init; }

    public required ProductKind Kind { get; init; }

    /// <summary>Of licenses only.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>Of licenses only.</summary>
    public Vendor? Vendor { get; init; }

    /// <summary>Of services only.</summary>
    public Team? Team { get; init; }

    /// <summary>What the price is for.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The tax rate that applies.</summary>
    public required TaxClass TaxClass { get; init; }

    /// <summary>The terms of prices by month or year; null when they are charged once.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>All prices, oldest first, one per day at most.</summary>
    public required IReadOnlyList<Price> Prices { get; init; }

    /// <summary>The last day on which it can be ordered; null while no end is planned.</summary>
    public DateOnly? SoldUntil { get; init; }

    /// <summary>Increases with every change.</summary>
    public required int Version { get; init; }

    // A product that is no longer sold is kept.
    string IVersioned.Life => Sku;

    /// <summary>What a unit costs on a day; null when the product is not sold then.</summary>
    public Money? PriceOn(DateOnly day) =>
        day > SoldUntil ? null : ListPriceOn(day);

    /// <summary>The same for customers who have it already, also after the end of its sale.</summary>
    public Money? ListPriceOn(DateOnly day) => Prices.LastOrDefault(price => price.ValidFrom <= day)?.UnitPrice;

    /// <summary>
    /// Null when the product may be changed to the other; otherwise why not. Prices that have begun stay, so that what was
    /// offered can be looked up.
    /// </summary>
    public Failure? RefuseChange(Product changed, DateOnly today)
    {
        if ((Kind, Deployment, Unit, Recurrence?.Interval)
            != (changed.Kind, changed.Deployment, changed.Unit, changed.Recurrence?.Interval))
            return new ProductIsFixed();
        return changed.Prices.Where(price => price.ValidFrom <= today).SequenceEqual(Prices.Where(price => price.ValidFrom <= today))
            ? null
            : new PastPricesStay();
    }
}
