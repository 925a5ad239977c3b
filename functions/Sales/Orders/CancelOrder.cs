using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary><c>POST /orders/{orderId}/cancel</c>: cancels a whole order.</summary>
public sealed class CancelOrder(OrderStore orders, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CancelOrder))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Cancel an order",
        Description = "Always the whole order: licenses until their purchase at the vendor starts, and again when the vendor has refused "
            + "it; services until work on them is recorded; a sub-account until it is set up. The sub-account is cancelled with its "
            + "order. A partner needs the right manage on what was ordered.",
        Gives = typeof(OrderSummary),
        Fails = [typeof(LicensesBought), typeof(WorkRecorded), typeof(AccountActivated), typeof(OrderNotInState)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        var now = time.GetUtcNow();
        return await changes.AnswerAsync(
            async () =>
            {
                if (await orders.FindAsync(id, cancellationToken) is not { } stored)
                    return new NotFound();
                if (request.Refuse(stored.Value, Right.Manage, time) is { } refused)
                    return refused;
                // The same request again, such as after a lost answer.
                if (stored.Value.State == OrderState.Cancelled)
                    return Answer.Ok(OrderSummary.Of(stored.Value));
                if (!stored.Value.Cancel(now).Succeeded(out var cancelled, out var failure))
                    return failure;
                var change = OrderStore.Change(stored, new(cancelled, [new(now, OrderEventKind.Cancelled)]), request.Actor());
                foreach (var part in OrderProcess.PartsOf(cancelled))
                {
                    await processes.AnnounceAsync(part, cancellationToken);
                    change.Then(() => processes.NotifyAsync(part));
                }

                return change.Gives(Answer.Ok(OrderSummary.Of(cancelled)));
            },
            cancellationToken);
    }
}
