using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Relations.Partners;

/// <summary><c>GET /rights</c>: what can be asked for and granted.</summary>
public sealed class ReadRights
{
    [Function("ListRights")]
    [Allow(Who.AnyUser)]
    [Operation("List the products and the rights on them that customers can grant to partners", Gives = typeof(RightsView))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rights")] HttpRequest request) =>
        Answer.Ok(RightsView.Everything);
}

/// <summary>The catalog of rights.</summary>
/// <param name="Products">Every product with its rights. A right on the product all applies to each of them, including those
/// added later.</param>
/// <param name="Rights">Every right with the rights that it includes.</param>
public sealed record RightsView(IReadOnlyList<ProductRightsView> Products, IReadOnlyList<RightPartsView> Rights)
{
    public static RightsView Everything { get; } = new(
        [.. Enum.GetValues<Product>().Select(product => new ProductRightsView(product, RightCatalog.On(product)))],
        [.. Enum.GetValues<Right>().Select(right => new RightPartsView(right, RightCatalog.PartsOf(right)))]);
}

/// <summary>A product and the rights that there are on it.</summary>
public sealed record ProductRightsView(Product Product, IReadOnlyList<Right> Rights);

/// <summary>A right and what it includes.</summary>
public sealed record RightPartsView(Right Right, IReadOnlyList<Right> Includes);
