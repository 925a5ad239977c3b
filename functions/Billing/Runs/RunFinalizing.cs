using Accounts.Billing.Invoices;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Billing.Runs;

/// <summary>
/// Finalizes a page of the drafts of a run. If one of them fails, that is noted, and the others still get their numbers. Safe to run twice.
/// </summary>
public sealed partial class RunFinalizing(
    RunStore runs,
    Finalization finalization,
    InvoiceStore invoices,
    IEnumerable<IInvoiceFollower> followers,
    Counters counters,
    ILogger<RunFinalizing> logger)
{
    /// <summary>Finalizes drafts, takes their numbers as one block, and starts what follows.</summary>
    public async Task<RunCounts> FinalizeAsync(
        string runId, IReadOnlyList<InvoiceRef> block, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var finalized = await FinalizeAsync(runId, block, cancellationToken);
        var counts = RunCounts.Nothing with { Failed = finalized.Failed };
        foreach (var invoice in finalized.Invoices)
        {
            if (invoice.Review is { } review)
            {
                var problem = new RunProblem(invoice.OrganizationId, invoice.Id, EnumNames.Of(review.Reason), review.Text);
                await runs.PutProblemAsync(runId, problem, cancellationToken);
                counts += RunCounts.Nothing with { InReview = 1 };
            }
            else if (invoice.Number is not null)
            {
                await FollowAsync(processes, invoice, cancellationToken);
                var totals = invoice.Totals;
                counts += RunCounts.Nothing with { Finalized = 1, Net = totals.Net, Tax = totals.Tax, Gross = totals.Gross };
            }
        }

        return counts;
    }

    private async Task<(IReadOnlyList<Invoice> Invoices, int Failed)> FinalizeAsync(
        string runId, IReadOnlyList<InvoiceRef> block, CancellationToken cancellationToken)
    {
        try
        {
            return (await finalization.FinalizeAsync(block, isWished: false, cancellationToken), 0);
        }
#pragma warning disable CA1031 // Whatever failed with one of them must not keep the others from their invoices.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // One by one, to find out which one fails.
            List<Invoice> finalized = [];
            var failed = 0;
            foreach (var invoice in block)
            {
                if (await TryFinalizeAsync(runId, invoice, cancellationToken) is { } one)
                    finalized.AddRange(one);
                else
                    failed++;
            }

            return (finalized, failed);
        }
    }

    private async Task<IReadOnlyList<Invoice>?> TryFinalizeAsync(string runId, InvoiceRef invoice, CancellationToken cancellationToken)
    {
        try
        {
            return await finalization.FinalizeAsync([invoice], isWished: false, cancellationToken);
        }
#pragma warning disable CA1031 // See above; the storage being down shows when the invoice is read.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, e, invoice.OrganizationId, invoice.InvoiceId);
            // It may have failed after the invoice got its number and documents.
            var stored = await invoices.FindAsync(invoice.OrganizationId, invoice.InvoiceId, cancellationToken);
            if (stored is { Value: { Number: not null } finalized })
                return [finalized];
            counters.InvoiceFailed();
            var problem = new RunProblem(
                invoice.OrganizationId,
                invoice.InvoiceId,
                "finalizationFailed",
                $"It could not be finalized ({e.GetType().Name}). Fix the cause, then finalize it by hand (POST …/finalize).");
            await runs.PutProblemAsync(runId, problem, cancellationToken);
            return null;
        }
    }

    // An invoice that has its number has not failed. Its own process retries what did not work, and the run continues.
    private async Task FollowAsync(DurableTaskClient processes, Invoice invoice, CancellationToken cancellationToken)
    {
        try
        {
            await followers.FollowAsync(processes, invoice, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever failed with one of them must not keep the others from what follows.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotFollowed(logger, e, invoice.OrganizationId, invoice.Id);
            await FinalizationProcess.StartAsync(
                processes, new(new(invoice.OrganizationId, invoice.Id), IsWished: false), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Invoice {Invoice} of account {Account} could not be finalized")]
    private static partial void LogFailed(ILogger logger, Exception exception, string account, string invoice);

    [LoggerMessage(LogLevel.Warning, "What follows invoice {Invoice} of account {Account} failed and is tried again")]
    private static partial void LogNotFollowed(ILogger logger, Exception exception, string account, string invoice);
}
