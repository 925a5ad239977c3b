using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Orders;

/// <summary><c>GET /organizations/{organizationId}/orders</c>, and <c>GET /orders/{orderId}</c>.</summary>
public sealed class ReadOrders(OrderStore orders, TimeProvider time)
{
    [Function(nameof(ListOrders))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Operator)]
    [Operation("List the orders of an organization, newest first", Gives = typeof(PageView<OrderSummary>), Pages = true)]
    public async Task<IResult> ListOrders(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/orders")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await orders.ListAsync(organizationId, page, cancellationToken)).Show(OrderSummary.Of));
    }

    /// <summary>One order with its lines and its timeline.</summary>
    [Function(nameof(GetOrder))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Show an order, with a timeline of what has happened to it",
        Description = "A partner needs the right read on licenses, services or both, depending on the lines of the order; on the account "
            + "if the order creates a sub-account.",
        Gives = typeof(OrderView))]
    public async Task<IResult> GetOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is not { } order)
            return new NotFound();
        if (request.Refuse(order.Value, Right.Read, time) is { } refused)
            return refused;
        var lines = await orders.LinesAsync(id, cancellationToken);
        var events = await orders.EventsAsync(id, cancellationToken);
        return Answer.Ok(OrderView.Of(order.Value, lines, events, Languages.Of(request)));
    }
}
