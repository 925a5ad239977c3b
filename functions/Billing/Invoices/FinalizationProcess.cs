using Accounts.Platform.Processes;
using Accounts.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary>A draft to finalize now.</summary>
/// <param name="Invoice">The draft.</param>
/// <param name="IsWished">Whether an operator asked for it. Then it is finalized even if it is held.</param>
public sealed record FinalizationRun(InvoiceRef Invoice, bool IsWished);

/// <summary>
/// Finalizes one draft or cancellation, mails it and starts what follows. Invoice runs do the same for many drafts at a time.
/// </summary>
public static class FinalizationProcess
{
    private static readonly Step<FinalizationRun, FinalizedDraft?> FinalizeDraft = new(nameof(InvoiceActivities.FinalizeInvoice));
    private static readonly Step<InvoiceFailure, FinalizedDraft?> GiveUp = new(nameof(InvoiceActivities.AbandonInvoiceNumber));
    private static readonly Step<InvoiceRef> Follow = new(nameof(InvoiceActivities.FollowInvoice));
    private static readonly MailingStep<InvoiceRef, bool> Mail = new(nameof(InvoiceActivities.MailInvoice));

    public static string IdOf(string organizationId, string invoiceId) => $"finalize-{organizationId}-{invoiceId}";

    /// <summary>Starts the process of a draft, unless it is running.</summary>
    public static async Task StartAsync(DurableTaskClient processes, FinalizationRun run, CancellationToken cancellationToken)
    {
        var process = IdOf(run.Invoice.OrganizationId, run.Invoice.InvoiceId);
        await processes.StartOnceAsync(nameof(FinalizationProcess), process, run, cancellationToken);
        await processes.NotifyAsync(process);
    }

    [Function(nameof(FinalizationProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, FinalizationRun run)
    {
        using var process = new ProcessRun(context);

        // 1. Checks, number, documents. What must not be finalized is in review afterwards.
        process.Show("finalizing");
        FinalizedDraft? draft;
        try
        {
            draft = await process.WrittenAsync(() => process.CallAsync(FinalizeDraft, run));
        }
        catch (TaskFailedException e)
        {
            // Something did not work for a day. If the documents of a number could not be made, the gap log explains that number, and the
            // draft is in review. A document that was finalized nevertheless continues. Any other is not listed yet, so the process fails.
            draft = await process.CallAsync(GiveUp, new(run.Invoice, e.FailureDetails.ErrorType));
            if (draft is { State: InvoiceState.Draft or InvoiceState.Frozen })
                throw;
            if (draft is { State: InvoiceState.InReview })
                return process.End("abandoned", "finalizationFailed");
        }

        if (draft is null or { State: InvoiceState.InReview })
            return process.End(draft is null ? "gone" : "inReview");

        // 2. The mail to the invoice contact, and at the same time what follows, such as the collection. Neither waits for the other. If
        // what follows does not work for a day, the process fails, so that operators find it and start it again.
        process.Show("mailing");
        var (mailing, following) = (process.CallAsync(Mail, run.Invoice), process.CallAsync(Follow, run.Invoice));
        await mailing;
        process.Show("following");
        await following;
        return process.End("finalized");
    }
}

/// <summary>The result for a draft.</summary>
/// <param name="State">Its state afterwards.</param>
public sealed record FinalizedDraft(InvoiceState State);

/// <summary>An invoice that could not be finalized.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Reason">The type of the error.</param>
public sealed record InvoiceFailure(InvoiceRef Invoice, string Reason);

/// <summary>The side effects of <see cref="FinalizationProcess"/>; each may run twice.</summary>
public sealed class InvoiceActivities(
    Finalization finalization,
    InvoiceMailing mailing,
    InvoiceStore invoices,
    IEnumerable<IInvoiceFollower> followers,
    Counters counters)
{
    /// <summary>Checks an invoice, gives it its number and stores its documents.</summary>
    /// <returns>Null if the invoice does not exist.</returns>
    [Function(nameof(FinalizeInvoice))]
    public async Task<FinalizedDraft?> FinalizeInvoice([ActivityTrigger] FinalizationRun run, CancellationToken cancellationToken)
    {
        var invoice = (await finalization.FinalizeAsync([run.Invoice], run.IsWished, cancellationToken)).SingleOrDefault();
        return invoice is null ? null : new FinalizedDraft(invoice.State);
    }

    /// <summary>Explains in the gap log why an invoice's number has no document.</summary>
    /// <returns>Null if the invoice does not exist.</returns>
    [Function(nameof(AbandonInvoiceNumber))]
    public async Task<FinalizedDraft?> AbandonInvoiceNumber([ActivityTrigger] InvoiceFailure failure, CancellationToken cancellationToken)
    {
        await finalization.AbandonAsync(failure.Invoice, failure.Reason, cancellationToken);
        var invoice = await FindAsync(failure.Invoice, cancellationToken);
        if (invoice is { Number: null })
            counters.InvoiceFailed();
        return invoice is null ? null : new FinalizedDraft(invoice.State);
    }

    /// <summary>Starts what follows a finalized invoice.</summary>
    [Function(nameof(FollowInvoice))]
    public async Task FollowInvoice(
        [ActivityTrigger] InvoiceRef invoice, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await FindAsync(invoice, cancellationToken) is { Number: not null } finalized)
            await followers.FollowAsync(processes, finalized, cancellationToken);
    }

    /// <summary>Mails an invoice with its documents.</summary>
    [Function(nameof(MailInvoice))]
    public async Task<Mailed<bool>> MailInvoice([ActivityTrigger] Mailing<InvoiceRef> step, CancellationToken cancellationToken) =>
        new(true, await mailing.MailAsync(step.Input, step.IsGivenUp, cancellationToken));

    private async Task<Invoice?> FindAsync(InvoiceRef invoice, CancellationToken cancellationToken) =>
        (await invoices.FindAsync(invoice.OrganizationId, invoice.InvoiceId, cancellationToken))?.Value;
}
