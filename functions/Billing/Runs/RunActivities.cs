using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Billing.Subscriptions;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary>
/// The side effects of <see cref="InvoiceRunProcess"/>; each may run twice. If one account fails, that is noted, and the others still get
/// their invoices. Its charges stay due, so that the next run tries again.
/// </summary>
public sealed class RunActivities(
    RunStore runs,
    RunDrafting drafting,
    RunWork work,
    PlannedCharges planned,
    RunFinalizing finalizing,
    InvoiceMailing mailing,
    InvoiceReviews reviews,
    RunReport report,
    IOptions<InvoicingOptions> options,
    TimeProvider time)
{
    /// <summary>Drafts per activity and per block of numbers. Few enough that an activity ends long before its timeout.</summary>
    private const int Drafts = 40;

    /// <summary>Reads a run that begins.</summary>
    /// <returns>Null while the run is not written.</returns>
    [Function(nameof(BeginInvoiceRun))]
    public async Task<RunSnapshot?> BeginInvoiceRun([ActivityTrigger] string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { Value: var run })
            return null;
        IReadOnlyList<int> beginning = run.OrganizationId is { } one
            ? [ChargeKeys.ShardOf(one)]
            : await work.BeginningAsync(run.Day, cancellationToken);
        var shards = await ListDueShards(runId, cancellationToken);
        var grace = TimeSpan.FromHours(options.Value.GraceHours);
        return new RunSnapshot(beginning, shards, (run.StartedAt + grace).UtcDateTime, run.IsDryRun, run.OrganizationId is null);
    }

    /// <summary>Lists the shards with something to be billed.</summary>
    [Function(nameof(ListDueShards))]
    public async Task<IReadOnlyList<int>> ListDueShards([ActivityTrigger] string runId, CancellationToken cancellationToken)
    {
        var run = await FindAsync(runId, cancellationToken);
        if (run.OrganizationId is { } one)
            return [ChargeKeys.ShardOf(one)];
        var shards = await work.ShardsAsync(run.Day, cancellationToken);
        return run.IsDryRun ? [.. shards.Union(await planned.ShardsAsync(runId, cancellationToken)).Order()] : shards;
    }

    /// <summary>Writes the new state of a run.</summary>
    [Function(nameof(MoveInvoiceRun))]
    public async Task MoveInvoiceRun([ActivityTrigger] RunMove move, CancellationToken cancellationToken)
    {
        var run = await FindAsync(move.RunId, cancellationToken);
        await runs.PutAsync(run with { State = move.State }, cancellationToken);
    }

    /// <summary>Makes the drafts of a page of accounts.</summary>
    [Function(nameof(DraftShardPage))]
    public async Task<ShardPage> DraftShardPage([ActivityTrigger] ShardRun step, CancellationToken cancellationToken)
    {
        var run = await FindAsync(step.RunId, cancellationToken);
        var (page, counts) = await drafting.DraftPageAsync(run, step, cancellationToken);
        return await NoteAsync(step, page, counts, cancellationToken);
    }

    /// <summary>Finalizes a page of the drafts of a run, and takes their numbers as one block.</summary>
    [Function(nameof(FinalizeShardPage))]
    public async Task<ShardPage> FinalizeShardPage(
        [ActivityTrigger] ShardRun step, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var slice = await runs.DraftsAsync(step.RunId, step.Shard, new PageRequest(Drafts, step.After), cancellationToken);
        List<InvoiceRef> block = [.. slice.Items.Select(item => item.Value)];
        var counts = await finalizing.FinalizeAsync(step.RunId, block, processes, cancellationToken);
        return await NoteAsync(step, slice.Next, counts, cancellationToken);
    }

    /// <summary>Mails a page of the invoices of a run.</summary>
    [Function(nameof(MailShardPage))]
    public async Task<Mailed<ShardPage>> MailShardPage([ActivityTrigger] Mailing<ShardRun> step, CancellationToken cancellationToken)
    {
        var slice = await runs.DraftsAsync(
            step.Input.RunId, step.Input.Shard, new PageRequest(Drafts, step.Input.After), cancellationToken);
        MailDelayed? delayed = null;
        var isRefused = false;
        foreach (var invoice in slice.Items)
        {
            try
            {
                isRefused |= await mailing.MailAsync(invoice.Value, step.IsGivenUp, cancellationToken);
            }
            catch (MailDelayed e)
            {
                delayed = e;
            }
        }

        return delayed is null ? new(new ShardPage(slice.Next, RunCounts.Nothing), isRefused) : throw delayed;
    }

    /// <summary>
    /// Starts the finalization of a page of drafts in review for which nothing may be missing any more, each in its own process.
    /// </summary>
    /// <returns>Where the next page begins; null after the last.</returns>
    [Function(nameof(TryReviewsAgain))]
    public async Task<string?> TryReviewsAgain(
        [ActivityTrigger] string after, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        // Goes through the reasons that can end automatically. The cursor begins with the index of the current reason.
        var reasons = RunWork.TriedAgain;
        var (index, row) = after.Length == 0 ? (0, "") : (after[0] - '0', after[1..]);
        var slice = await reviews.ListAsync(reasons[index], new PageRequest(Drafts, row), cancellationToken);
        foreach (var waiting in slice.Items)
            await FinalizationProcess.StartAsync(
                processes, new(new(waiting.Value.OrganizationId, waiting.Value.InvoiceId), IsWished: false), cancellationToken);

        return slice.Next is { } next ? $"{index}{next}" : index + 1 < reasons.Count ? $"{index + 1}" : null;
    }

    /// <summary>Marks a run as completed, and mails what needs a person.</summary>
    [Function(nameof(EndInvoiceRun))]
    public async Task<Mailed<bool>> EndInvoiceRun([ActivityTrigger] Mailing<string> step, CancellationToken cancellationToken)
    {
        var run = await FindAsync(step.Input, cancellationToken);
        var ended = run with { State = RunState.Completed, EndedAt = run.EndedAt ?? time.GetUtcNow() };
        await runs.PutAsync(ended, cancellationToken);
        return new(true, !step.IsGivenUp && !run.IsDryRun && await report.MailAsync(step.ProcessId, ended, cancellationToken));
    }

    private async Task<InvoiceRun> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await runs.FindAsync(runId, cancellationToken) ?? throw new InvalidOperationException("Runs are never deleted.")).Value;

    // The process keeps the results of the shard so far, so that a page that runs again counts once.
    private async Task<ShardPage> NoteAsync(ShardRun step, string? next, RunCounts counts, CancellationToken cancellationToken)
    {
        var soFar = (step.SoFar ?? RunCounts.Nothing) + counts;
        await runs.PutResultAsync(step.RunId, step.Step, step.Shard, soFar, cancellationToken);
        return new ShardPage(next, soFar);
    }
}
