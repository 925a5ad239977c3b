using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary><c>POST /orders/{orderId}/cancel</c>: takes an order back, all of it.</summary>
public sealed class CancelOrder(OrderStore orders, TimeProvider time)
{
    private const int MaxRounds = 20;

    /// <summary>The function.</summary>
    [Function(nameof(CancelOrder))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Cancel an order",
        Description = "All of it: licenses until their purchase at the vendor starts, services until work on them is recorded. A partner needs the right manage on what the order has lines of.",
        Gives = typeof(OrderSummary),
        Fails = [typeof(LicensesBought), typeof(WorkRecorded), typeof(OrderNotInState)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        string[] parts = [OrderProcess.LicensesOf(orderId), OrderProcess.ServicesOf(orderId)];
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await orders.FindAsync(id, cancellationToken) is not { } stored)
                return new NotFound();
            if (request.Refuse(stored.Value, Right.Manage, time) is { } refused)
                return refused;
            // The same wish again, such as after an answer that got lost.
            if (stored.Value.State == OrderState.Cancelled)
                return Answer.Ok(OrderSummary.Of(stored.Value));
            var now = time.GetUtcNow();
            if (!stored.Value.Cancel(now).Succeeded(out var cancelled, out var failure))
                return failure;
            foreach (var part in parts)
                await processes.AnnounceAsync(part, cancellationToken);
            if (!await orders.TryChangeAsync(stored, cancelled, [new OrderEvent(now, OrderEventKind.Cancelled)], [], request.Actor(), cancellationToken))
                continue;
            foreach (var part in parts)
                await processes.TellAsync(part);
            return Answer.Ok(OrderSummary.Of(cancelled));
        }

        return new TemporarilyUnavailable();
    }
}
