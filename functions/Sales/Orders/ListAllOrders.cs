using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Orders;

/// <summary><c>GET /orders?state=</c>: the orders of all organizations, for operators.</summary>
public sealed class ListAllOrders(OrderListings listings)
{
    [Function(nameof(ListAllOrders))]
    [Allow(Who.Operator)]
    [Operation(
        "List the orders of all organizations, newest first",
        Description = "All orders, or those in one state. New and changed orders appear within seconds.",
        Gives = typeof(PageView<ListedOrder>),
        Pages = true)]
    [Query("state", typeof(OrderState), "The state of the orders; all states by default.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        OrderState? state = null;
        if (request.Query.TryGetValue("state", out var wished))
        {
            if (!EnumNames.TryParse<OrderState>(wished, out var one))
                return new QueryInvalid("state", "one of " + EnumNames.AllOf<OrderState>());
            state = one;
        }

        return Answer.Ok((await listings.ListAsync(state, page, cancellationToken)).Show(ListedOrder.Of));
    }
}

/// <summary>An order in the list of all organizations' orders.</summary>
/// <param name="Id">Number of the order, as on every document.</param>
/// <param name="OrganizationId">The organization that placed it.</param>
/// <param name="Customer">The company's name, as it was when the order was placed.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="State">State of the order.</param>
/// <param name="Licenses">State of its licenses; absent when it has none.</param>
/// <param name="Services">State of its services; absent when it has none.</param>
/// <param name="Account">State of its sub-account; absent when it orders none.</param>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">Before tax, in minor units.</param>
/// <param name="Gross">With tax, as far as it is decided, in minor units.</param>
/// <param name="Links">Related routes.</param>
public sealed record ListedOrder(
    string Id,
    string OrganizationId,
    string Customer,
    DateTimeOffset PlacedAt,
    OrderState State,
    LicenseState? Licenses,
    ServiceState? Services,
    AccountState? Account,
    DateTimeOffset Since,
    string Currency,
    long Net,
    long Gross,
    ListedOrderLinks Links)
{
    public static ListedOrder Of(OrderListing listing) => new(
        listing.Id,
        OrderId.Parse(listing.Id)!.OrganizationId,
        listing.Customer,
        listing.PlacedAt,
        listing.State,
        listing.Licenses,
        listing.Services,
        listing.Account,
        listing.Since,
        listing.Net.Currency,
        listing.Net.Amount,
        listing.Gross.Amount,
        new("/api/orders/" + listing.Id));
}

/// <summary>Links of a listed order.</summary>
/// <param name="Order">The order.</param>
public sealed record ListedOrderLinks(string Order);
