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

/// <summary>Finalizes one draft or cancellation, and mails it. Invoice runs do the same for many drafts at a time.</summary>
public static class FinalizationProcess
{
    private static readonly Step<FinalizationRun, FinalizedDraft?> FinalizeDraft = new(nameof(InvoiceActivities.FinalizeInvoice));
    private static readonly Step<InvoiceFailure> GiveUp = new(nameof(InvoiceActivities.AbandonInvoiceNumber));
    private static readonly MailingStep<InvoiceRef, bool> Mail = new(nameof(InvoiceActivities.MailInvoice));

    public static string IdOf(string organizationId, string invoiceId) => $"finalize-{organizationId}-{invoiceId}";

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
            // The documents could not be made or stored for a day. If the invoice has a number, the gap log explains it.
            await process.CallAsync(GiveUp, new(run.Invoice, e.FailureDetails.ErrorType));
            return process.End("abandoned", "finalizationFailed");
        }

        if (draft is null or { State: InvoiceState.InReview })
            return process.End(draft is null ? "gone" : "inReview");

        // 2. The mail to the invoice contact.
        process.Show("mailing");
        await process.CallAsync(Mail, run.Invoice);
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
    Finalization finalization, InvoiceMailing mailing, IEnumerable<IInvoiceFollower> followers, Counters counters)
{
    /// <summary>Checks an invoice, gives it its number and stores its documents.</summary>
    /// <returns>Null if the invoice does not exist.</returns>
    [Function(nameof(FinalizeInvoice))]
    public async Task<FinalizedDraft?> FinalizeInvoice(
        [ActivityTrigger] FinalizationRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var invoice = (await finalization.FinalizeAsync([run.Invoice], run.IsWished, cancellationToken)).SingleOrDefault();
        if (invoice?.Number is not null)
            await followers.FollowAsync(processes, invoice, cancellationToken);
        return invoice is null ? null : new FinalizedDraft(invoice.State);
    }

    /// <summary>Explains in the gap log why an invoice's number has no document.</summary>
    [Function(nameof(AbandonInvoiceNumber))]
    public async Task AbandonInvoiceNumber([ActivityTrigger] InvoiceFailure failure, CancellationToken cancellationToken)
    {
        await finalization.AbandonAsync(failure.Invoice, failure.Reason, cancellationToken);
        counters.InvoiceFailed();
    }

    /// <summary>Mails an invoice with its documents.</summary>
    [Function(nameof(MailInvoice))]
    public async Task<Mailed<bool>> MailInvoice([ActivityTrigger] Mailing<InvoiceRef> step, CancellationToken cancellationToken) =>
        new(true, await mailing.MailAsync(step.Input, step.IsGivenUp, cancellationToken));
}
