using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>Runs after a cancellation: refunds to the card what it was charged too much. Operators pay back transfers.</summary>
public static class RefundProcess
{
    private static readonly Step<InvoiceRef, long> Refund = new(nameof(RefundActivities.RefundCard));

    public static string IdOf(InvoiceRef cancellation) => $"refund-{cancellation.OrganizationId}-{cancellation.InvoiceId}";

    [Function(nameof(RefundProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceRef cancellation)
    {
        using var process = new ProcessRun(context);
        process.Show("refunding");
        return process.End(await process.CallAsync(Refund, cancellation) > 0 ? "refunded" : "nothingToRefund");
    }
}

/// <summary>The side effects of <see cref="RefundProcess"/>; may run twice.</summary>
public sealed class RefundActivities(InvoiceStore invoices, CardCharges cards, PaymentRecording recording, TimeProvider time)
{
    /// <summary>
    /// Refunds to the card what was paid too much, up to what it was charged. Each cancellation makes at most one refund.
    /// </summary>
    /// <returns>The refunded amount, in minor units.</returns>
    [Function(nameof(RefundCard))]
    public async Task<long> RefundCard(
        [ActivityTrigger] InvoiceRef cancellation, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var (organizationId, id) = cancellation;
        var cancelled = (await invoices.FindAsync(organizationId, id, cancellationToken))!.Value;
        var invoice = (await invoices.FindAsync(organizationId, cancelled.RefersTo!.Id, cancellationToken))!.Value;
        var payment = "refund-" + id;
        if (invoice.Payments.FirstOrDefault(one => one.Id == payment) is { } before)
            return -before.Amount;
        var charged = invoice.Payments.FirstOrDefault(one => one is { Means: PaidBy.Card, Amount: > 0 });
        var left = invoice.Payments.Where(one => one.Means == PaidBy.Card).Sum(one => one.Amount);
        var amount = Math.Min(Math.Max(0, -invoice.Open), left);
        if (charged is null || amount == 0)
            return 0;
        await cards.RefundAsync(charged.Reference!, amount, $"{organizationId}/{id}", cancellationToken);
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var refund = new InvoicePayment(payment, PaidBy.Card, -amount, today, charged.Reference);
        var recorded = await recording.RecordAsync(new(organizationId, invoice.Id), refund, Actor.System, processes, cancellationToken);
        recorded.OrTryLater();
        return amount;
    }
}
