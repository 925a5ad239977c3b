using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary><c>GET /orders/{orderId}/confirmation</c>: the order confirmation (Auftragsbestätigung) as PDF, made anew of the order each time.</summary>
public sealed class GetOrderConfirmation(OrderStore orders, IOptions<ProviderOptions> provider, TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(GetOrderConfirmation))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation("Give the confirmation of an order", Description = "A PDF; the same bytes whenever it is asked for.", MediaType = "application/pdf")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/confirmation")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is not { } order)
            return new NotFound();
        if (request.Refuse(order.Value, Right.Read, time) is { } refused)
            return refused;
        var lines = await orders.LinesAsync(id, cancellationToken);
        return new FileAnswer(LetterLayout.Render(OrderConfirmation.Of(order.Value, lines, provider.Value)), "application/pdf", OrderConfirmation.FileNameOf(order.Value));
    }
}
