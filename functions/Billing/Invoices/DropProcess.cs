using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Invoices;

/// <summary>Runs after an operator dropped a draft: makes its charges open again, row by row, and then deletes it.</summary>
public static class DropProcess
{
    private static readonly Step<InvoiceRef, InvoiceRef?> Drop = new(nameof(DropActivities.DropInvoice));

    public static string IdOf(string organizationId, string invoiceId) => $"drop-{organizationId}-{invoiceId}";

    [Function(nameof(DropProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceRef run)
    {
        using var process = new ProcessRun(context);
        process.Show("dropping");
        return process.End(await process.WrittenAsync(() => process.CallAsync(Drop, run)) is null ? "notDropped" : "dropped");
    }
}

/// <summary>The side effects of <see cref="DropProcess"/>; may run twice.</summary>
public sealed class DropActivities(
    InvoiceStore invoices, InvoiceReviews reviews, PayersDue due, OrganizationChanges changes, TimeProvider time)
{
    /// <summary>Makes the charges of a draft open again, and deletes the draft.</summary>
    /// <returns>Null while the draft is not being dropped.</returns>
    [Function(nameof(DropInvoice))]
    public async Task<InvoiceRef?> DropInvoice([ActivityTrigger] InvoiceRef run, CancellationToken cancellationToken)
    {
        Dropped dropped;
        do
        {
            // Before the charges are open again, so that a run finds them after any crash.
            await due.PutAsync(run.OrganizationId, CentralEurope.DayOf(time.GetUtcNow()), cancellationToken);
            dropped = (await changes.RunAsync(() => DecideAsync(run, cancellationToken), cancellationToken)).OrTryLater();
        }
        while (dropped.IsMore);

        if (dropped.IsNotWished)
            return null;
        await due.PutAsync(run.OrganizationId, CentralEurope.DayOf(time.GetUtcNow()), cancellationToken);
        return run;
    }

    private async Task<Decision<Dropped>> DecideAsync(InvoiceRef run, CancellationToken cancellationToken)
    {
        var stored = await invoices.FindAsync(run.OrganizationId, run.InvoiceId, cancellationToken);
        if (stored?.Value.State != InvoiceState.Dropping)
            return new Dropped(IsMore: false, IsNotWished: stored is not null);
        await reviews.FollowAsync(stored.Value.Review, stored.Value with { Review = null }, cancellationToken);
        var row = await invoices.FirstRowAsync(stored.Value, cancellationToken);
        var change = new AuditedChange(run.OrganizationId, new AuditEvent(AuditAction.InvoiceDropped, Actor.System, run.InvoiceId));
        foreach (var charge in row?.Value ?? [])
            ChargeStore.GiveBack(change, charge);
        if (row is not null)
            change.Delete(row);
        if (row?.Value.Length == stored.Value.Lines || row is null)
            return change.Delete(stored).Gives(new Dropped(IsMore: false, IsNotWished: false));
        InvoiceStore.Put(change, stored, stored.Value with { Lines = stored.Value.Lines - row.Value.Length });
        return change.Gives(new Dropped(IsMore: true, IsNotWished: false));
    }

    private sealed record Dropped(bool IsMore, bool IsNotWished);
}
