using Accounts.Platform.Documents;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary>
/// Issues order confirmations: rendered once, stored, and identified by their hash on the order's row. Later changes of texts or
/// layout do not change what was issued.
/// </summary>
public sealed class ConfirmationIssuing(
    OrderStore orders, OrderProgress progress, DocumentStore documents, IOptions<ProviderOptions> provider, TimeProvider time)
{
    /// <summary>Issues the confirmation of an order, unless it is issued. May run twice, and again after a crash at any point.</summary>
    /// <returns>The order afterwards.</returns>
    public async Task<Order> IssueAsync(Order order, CancellationToken cancellationToken)
    {
        if (order.ConfirmationDocument is not null)
            return order;
        var id = OrderId.Parse(order.Id)!;
        var lines = await orders.LinesAsync(id, cancellationToken);
        var document = await documents.PutOnceAsync(
            OrderDocuments.BlobOf("order-confirmations", order.Id, order),
            LetterLayout.Render(OrderConfirmation.Of(order, lines, provider.Value)),
            OrderDocuments.ContentType,
            Retention.UntilOf(provider.Value.Country, time.GetUtcNow()),
            cancellationToken);
        return await progress.MoveAsync(
            id,
            now => now.ConfirmationDocument is null
                ? new OrderStep(now with { ConfirmationDocument = document }, []) { Issued = [document] }
                : null,
            cancellationToken);
    }
}
