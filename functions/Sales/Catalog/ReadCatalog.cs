using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Catalog;

/// <summary><c>GET /catalog</c> and one of its products.</summary>
public sealed class ReadCatalog(CatalogStore catalog, TimeProvider time)
{
    [Function(nameof(ListProducts))]
    [Allow(Who.AnyUser)]
    [Operation(
        "List the products",
        Description =
            "Includes products that are not currently sold; they have no unitPrice. Future prices, vendor codes and teams are shown "
                + "only to operators.",
        Gives = typeof(PageView<ProductView>),
        Pages = true)]
    public async Task<IResult> ListProducts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await catalog.ListAsync(page, cancellationToken)).Show(product => Show(request, product)));
    }

    [Function(nameof(GetProduct))]
    [Allow(Who.AnyUser)]
    [Operation("Show a product", Gives = typeof(ProductView), HasETag = true)]
    public async Task<IResult> GetProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog/{sku}")] HttpRequest request,
        string sku,
        CancellationToken cancellationToken) =>
        ProductDraft.IsSku(sku) && await catalog.FindAsync(sku, cancellationToken) is { } product
            ? Answer.Ok(Show(request, product.Value), product.Value)
            : new NotFound();

    private ProductView Show(HttpRequest request, Product product) =>
        ProductView.Of(product, CentralEurope.DayOf(time.GetUtcNow()), request.Caller().IsOperator);
}

/// <summary>A product as the interface shows it.</summary>
/// <param name="Sku">Permanent name of the product.</param>
/// <param name="Name">Name in German and English, and in French and Italian where given.</param>
/// <param name="Kind">Kind of the product.</param>
/// <param name="Deployment">For licenses only.</param>
/// <param name="Unit">What the price is for.</param>
/// <param name="UnitPrice">Net, today, in minor units; absent when it is not sold today.</param>
/// <param name="Currency">ISO 4217, of the price.</param>
/// <param name="Interval">How often the price is charged.</param>
/// <param name="Prorated">For prices by month or year: whether periods follow the calendar.</param>
/// <param name="NoticeDays">For prices by month or year: days of notice.</param>
/// <param name="MinimumTerm">For prices by month or year: minimum term in months.</param>
/// <param name="TaxClass">The tax rate that applies.</param>
/// <param name="SoldUntil">The last day on which it can be ordered.</param>
/// <param name="Prices">All prices; for operators only.</param>
/// <param name="Vendor">For licenses; for operators only.</param>
/// <param name="Team">For services; for operators only.</param>
public sealed record ProductView(
    string Sku,
    ProductName Name,
    ProductKind Kind,
    Deployment? Deployment,
    Unit Unit,
    long? UnitPrice,
    string? Currency,
    Interval Interval,
    bool? Prorated,
    int? NoticeDays,
    int? MinimumTerm,
    TaxClass TaxClass,
    DateOnly? SoldUntil,
    IReadOnlyList<PriceView>? Prices,
    Vendor? Vendor,
    Team? Team)
{
    /// <summary>Shows a product on a day.</summary>
    public static ProductView Of(Product product, DateOnly today, bool toOperator) => new(
        product.Sku,
        product.Name,
        product.Kind,
        product.Deployment,
        product.Unit,
        product.PriceOn(today)?.Amount,
        product.PriceOn(today)?.Currency,
        product.Recurrence?.Interval ?? Interval.Once,
        product.Recurrence?.Prorated,
        product.Recurrence?.NoticeDays,
        product.Recurrence?.MinimumTerm,
        product.TaxClass,
        product.SoldUntil,
        toOperator ? [.. product.Prices.Select(PriceView.Of)] : null,
        toOperator ? product.Vendor : null,
        toOperator ? product.Team : null);
}

/// <summary>A price as the interface shows it.</summary>
/// <param name="ValidFrom">A day in Central European time.</param>
/// <param name="UnitPrice">Net, per unit, in minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record PriceView(DateOnly ValidFrom, long UnitPrice, string Currency)
{
    public static PriceView Of(Price price) => new(price.ValidFrom, price.UnitPrice.Amount, price.UnitPrice.Currency);
}
