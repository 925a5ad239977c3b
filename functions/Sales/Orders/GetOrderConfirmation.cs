using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Orders;

/// <summary><c>GET /orders/{orderId}/confirmation</c>: the order confirmation (Auftragsbestätigung) as PDF, as it was issued.</summary>
public sealed class GetOrderConfirmation(OrderStore orders, DocumentStore documents, TimeProvider time)
{
    [Function(nameof(GetOrderConfirmation))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Get the confirmation of an order as PDF",
        Description = "Issued right after the order is placed. Every download is identical to the file that was mailed.",
        MediaType = OrderDocuments.ContentType,
        Fails = [typeof(ConfirmationNotIssued), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/confirmation")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is not { } order)
            return new NotFound();
        if (request.Refuse(order.Value, Right.Read, time) is { } refused)
            return refused;
        if (order.Value.ConfirmationDocument is not { } document)
            return new ConfirmationNotIssued();
        var content = await documents.ReadAsync(document, cancellationToken);
        return new FileAnswer(content, document.ContentType, OrderConfirmation.FileNameOf(order.Value));
    }
}

/// <summary>409: there is no confirmation yet.</summary>
public sealed record ConfirmationNotIssued() : Failure(
    StatusCodes.Status409Conflict,
    "confirmation-not-issued",
    "The confirmation of this order has not been issued yet",
    "It is issued right after the order is placed. Ask again after the seconds in Retry-After.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = "5";
}
