using Accounts.Platform.Processes;
using Accounts.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary>A draft that is to be finalized now.</summary>
/// <param name="Invoice">Which.</param>
/// <param name="IsWished">Whether an operator asks for it, so that it is also when it is held.</param>
public sealed record FinalizationRun(InvoiceRef Invoice, bool IsWished);

/// <summary>From one draft, or one cancellation, to its mail. Runs do the same for many drafts at a time.</summary>
public static class FinalizationProcess
{
    private static readonly Step<FinalizationRun, FinalizedDraft?> FinalizeDraft = new(nameof(InvoiceActivities.FinalizeInvoice));
    private static readonly Step<InvoiceFailure> GiveUp = new(nameof(InvoiceActivities.AbandonInvoiceNumber));
    private static readonly MailingStep<InvoiceRef, bool> Mail = new(nameof(InvoiceActivities.MailInvoice));

    /// <summary>The process of an invoice.</summary>
    public static string IdOf(string organizationId, string invoiceId) => $"finalize-{organizationId}-{invoiceId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(FinalizationProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, FinalizationRun run)
    {
        using var process = new ProcessRun(context);

        // 1. Checks, number, documents. What must not be finalized waits for a person afterwards.
        process.Show("finalizing");
        FinalizedDraft? draft;
        try
        {
            draft = await process.WrittenAsync(() => process.CallAsync(FinalizeDraft, run));
        }
        catch (TaskFailedException e)
        {
            // For a day the documents could not be made or stored: its number, if it has one, is explained in the gap log.
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

/// <summary>What came of a draft.</summary>
/// <param name="State">Where it stands now.</param>
public sealed record FinalizedDraft(InvoiceState State);

/// <summary>An invoice that could not be finalized.</summary>
/// <param name="Invoice">Which.</param>
/// <param name="Reason">Why: the kind of the error.</param>
public sealed record InvoiceFailure(InvoiceRef Invoice, string Reason);

/// <summary>The side effects of <see cref="FinalizationProcess"/>; each may run twice.</summary>
public sealed class InvoiceActivities(
    Finalization finalization, InvoiceMailing mailing, IEnumerable<IInvoiceFollower> followers, Counters counters)
{
    /// <summary>Checks an invoice, gives it its number and stores its documents.</summary>
    /// <returns>Null when there is none.</returns>
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
