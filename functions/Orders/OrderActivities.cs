using Accounts.Audit;
using Accounts.Documents;
using Accounts.Licenses;
using Accounts.Mail;
using Accounts.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Orders;

/// <summary>What the process needs to know of an order.</summary>
public sealed record OrderGlance(OrderState State);

/// <summary>Whether the confirmation can arrive.</summary>
public sealed record ConfirmationNote(OrderRun Run, bool Arrives);

/// <summary>The side effects of <see cref="OrderProcess"/>; each may run twice.</summary>
public sealed class OrderActivities(OrderStore orders, TimeProvider time)
{
    /// <summary>The order, once it is written; null while it is not, and when another attempt has its number.</summary>
    [Function(nameof(LookAtOrder))]
    public async Task<OrderGlance?> LookAtOrder([ActivityTrigger] OrderRun run, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderId.Parse(run.OrderId)!, cancellationToken) is { } order && order.Value.Attempt == run.Attempt
            ? new OrderGlance(order.Value.State)
            : null;

    /// <summary>Mails the confirmation.</summary>
    [Function(nameof(SendOrderConfirmation))]
    public async Task SendOrderConfirmation([ActivityTrigger] OrderRun run, CancellationToken cancellationToken)
    {
        _ = await FindAsync(run, cancellationToken);
    }

    /// <summary>Notes on the order what came of its confirmation; once.</summary>
    [Function(nameof(NoteConfirmation))]
    public async Task NoteConfirmation([ActivityTrigger] ConfirmationNote note, CancellationToken cancellationToken)
    {
        while (await FindAsync(note.Run, cancellationToken) is { Value.Confirmation: ConfirmationState.Waiting } stored)
        {
            var now = time.GetUtcNow();
            var (changed, kind) = note.Arrives
                ? (stored.Value with { Confirmation = ConfirmationState.Sent }, OrderEventKind.ConfirmationSent)
                : (stored.Value with { Confirmation = ConfirmationState.Undeliverable }, OrderEventKind.ConfirmationUndeliverable);
            await orders.TryChangeAsync(stored, changed, [new OrderEvent(now, kind)], [], Actor.System, cancellationToken);
        }
    }

    /// <summary>Starts the processes of the order's parts, each under the id that <see cref="OrderProcess"/> gives it. Cancelled parts have none.</summary>
    [Function(nameof(StartOrderParts))]
    public async Task StartOrderParts([ActivityTrigger] OrderRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var order = (await FindAsync(run, cancellationToken)).Value;
        if (order.Licenses == LicenseState.Waiting)
            await LicenseProcess.StartAsync(processes, OrderId.Parse(order.Id)!, cancellationToken);
    }

    private async Task<Stored<Order>> FindAsync(OrderRun run, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderId.Parse(run.OrderId)!, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
}
