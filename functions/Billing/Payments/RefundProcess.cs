using Accounts.Billing.Invoices;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>Runs after a cancellation: refunds to the card what it was charged too much. Operators pay back transfers.</summary>
public static class RefundProcess
{
    private static readonly Step<InvoiceRef> Refund = new(nameof(RefundActivities.RefundCard));

    public static string IdOf(InvoiceRef cancellation) => $"refund-{cancellation.OrganizationId}-{cancellation.InvoiceId}";

    [Function(nameof(RefundProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceRef cancellation)
    {
        using var process = new ProcessRun(context);
        process.Show("refunding");
        await process.CallAsync(Refund, cancellation);
        return process.End("settled");
    }
}

/// <summary>The side effects of <see cref="RefundProcess"/>; may run twice.</summary>
public sealed class RefundActivities(CollectionChanges collection, CardSettlement settlement)
{
    /// <summary>Refunds to the card of the cancelled invoice what it was charged too much.</summary>
    [Function(nameof(RefundCard))]
    public async Task RefundCard(
        [ActivityTrigger] InvoiceRef cancellation, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var cancelled = (await collection.FindAsync(cancellation, cancellationToken)).Value.RefersTo!;
        await settlement.SettleAsync(new(cancellation.OrganizationId, cancelled.Id), processes, cancellationToken);
    }
}
