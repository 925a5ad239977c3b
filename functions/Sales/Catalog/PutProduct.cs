using Accounts.Access;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Catalog;

/// <summary><c>PUT /catalog/{sku}</c>: makes a product, or changes what may change of it.</summary>
public sealed class PutProduct(CatalogStore catalog, IOptions<ProviderOptions> provider, TimeProvider time)
{
    [Function(nameof(PutProduct))]
    [Allow(Who.Operator)]
    [Operation(
        "Create or replace a product",
        Description = "Without If-Match, a new product is created; replacing one needs If-Match. Prices are net. Prices that have begun "
            + "cannot change. New prices begin tomorrow or later, except for a new product. Customers with a monthly or yearly "
            + "subscription are notified by mail and pay the new price from the first period that begins after its start and after the "
            + "notice period.",
        Takes = typeof(ProductForm),
        Gives = typeof(ProductView),
        Changes = true,
        MayCreate = true,
        HasETag = true,
        Fails = [typeof(ProductIsFixed), typeof(PastPricesStay), typeof(SkuInvalid)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "catalog/{sku}")] HttpRequest request,
        string sku,
        CancellationToken cancellationToken)
    {
        if (!ProductDraft.IsSku(sku))
            return new SkuInvalid();
        var body = await Body.ReadAsync<ProductForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!ProductDraft.From(sku, form, provider.Value.Currency).Succeeded(out var product, out failure))
            return failure;

        var today = CentralEurope.DayOf(time.GetUtcNow());
        var before = await catalog.FindAsync(sku, cancellationToken);
        if (before is null)
        {
            // A caller who sends If-Match means a product that they have read.
            if (request.Headers.IfMatch.Count > 0)
                return new ChangedMeanwhile();
            return await catalog.TryPutAsync(null, product, cancellationToken)
                ? Shown(StatusCodes.Status201Created, product, today)
                : new ChangedMeanwhile();
        }

        if (ETags.Check(request, before.Value) is { } conflict)
            return conflict;
        if (before.Value.RefuseChange(product, today) is { } refused)
            return refused;
        var changed = product with { Version = before.Value.Version + 1 };
        return await catalog.TryPutAsync(before, changed, cancellationToken)
            ? Shown(StatusCodes.Status200OK, changed, today)
            : new ChangedMeanwhile();
    }

    private static Answer Shown(int status, Product product, DateOnly today) =>
        Answer.Ok(ProductView.Of(product, today, toOperator: true), product) with { Status = status };
}

/// <summary>422: the SKU in the address cannot name a product.</summary>
public sealed record SkuInvalid() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "sku-invalid",
    "This is not a valid SKU",
    "A SKU has 2 to 40 capital letters, digits and hyphens, and does not begin or end with a hyphen, such as TICKETS-DC-50.");
