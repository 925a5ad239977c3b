using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Licenses;

/// <summary><c>GET /orders/{orderId}/licenses</c>: what was delivered, keys masked.</summary>
public sealed class ReadLicenses(LicenseStore licenses, OrderStore orders)
{
    [Function("ListLicenses")]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "List the licenses of an order",
        Description = "Sorted by order line. Keys are masked; the link reveal of a license shows its key.",
        Gives = typeof(PageView<LicenseView>),
        Pages = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/licenses")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is null)
            return new NotFound();
        return Answer.Ok((await licenses.ListAsync(id, page, cancellationToken)).Show(LicenseView.Of));
    }
}
