using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.Extensions.Logging;

namespace Accounts.Billing.Runs;

/// <summary>Makes the drafts of a page of accounts, or shows what they would be.</summary>
public sealed partial class RunDrafting(
    RunStore runs,
    PayersDue due,
    Drafting drafting,
    DraftPreview preview,
    PlannedCharges planned,
    InvoiceStore invoices,
    ILogger<RunDrafting> logger)
{
    /// <summary>Accounts per activity.</summary>
    private const int Accounts = 40;

    // First character of cursors in the second part of a dry run. Cursors in the first part are customer numbers, which are digits.
    private const char ChargesAlone = 'c';

    /// <summary>Makes the drafts of a page.</summary>
    /// <returns>Where the next page begins, and the results of this one.</returns>
    public async Task<(string? Next, RunCounts Counts)> DraftPageAsync(
        InvoiceRun run, ShardRun step, CancellationToken cancellationToken)
    {
        if (run.OrganizationId is { } one)
            return (null, await DraftAsync(run, one, [], cancellationToken));
        if (run.IsDryRun)
            return await PreviewPageAsync(run, step, cancellationToken);
        var page = await due.ListAsync(step.Shard, run.Day, new PageRequest(Accounts, step.After), cancellationToken);
        var counts = RunCounts.Nothing;
        // An account can be due for several days; it is billed once for all of them.
        foreach (var payer in page.Accounts.GroupBy(payer => payer.AccountId))
            counts += await DraftAsync(run, payer.Key, [.. payer], cancellationToken);
        return (page.Next, counts);
    }

    // First the accounts with planned charges, then those that only have existing charges, so that each account is counted once.
    private async Task<(string? Next, RunCounts Counts)> PreviewPageAsync(
        InvoiceRun run, ShardRun step, CancellationToken cancellationToken)
    {
        var counts = RunCounts.Nothing;
        if (!step.After.StartsWith(ChargesAlone))
        {
            var payers = await planned.PayersAsync(run.Id, step.Shard, new PageRequest(Accounts, step.After), cancellationToken);
            foreach (var payer in payers.Items)
                counts += await DraftAsync(run, payer.Value.PayerId, [], cancellationToken);
            return (payers.Next ?? ChargesAlone.ToString(), counts);
        }

        var page = await due.ListAsync(step.Shard, run.Day, new PageRequest(Accounts, step.After[1..]), cancellationToken);
        foreach (var payer in page.Accounts.Select(payer => payer.AccountId).Distinct())
        {
            if ((await planned.OfAsync(run.Id, payer, cancellationToken)).Count == 0)
                counts += await DraftAsync(run, payer, [], cancellationToken);
        }

        return (page.Next is null ? null : ChargesAlone + page.Next, counts);
    }

    private async Task<RunCounts> DraftAsync(
        InvoiceRun run, string payerId, IReadOnlyList<DueAccount> rows, CancellationToken cancellationToken)
    {
        try
        {
            return run.IsDryRun
                ? await PreviewAsync(run, payerId, cancellationToken)
                : await DraftAllAsync(run, payerId, rows, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever failed with one account must not keep the others from their invoices.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, e, payerId);
            var problem = new RunProblem(
                payerId,
                null,
                "draftingFailed",
                $"No draft could be made ({e.GetType().Name}). The charges stay due; the next run tries again.");
            await runs.PutProblemAsync(run.Id, problem, cancellationToken);
            return RunCounts.Nothing with { Accounts = 1, Failed = 1 };
        }
    }

    private async Task<RunCounts> DraftAllAsync(
        InvoiceRun run, string payerId, IReadOnlyList<DueAccount> rows, CancellationToken cancellationToken)
    {
        await drafting.DraftAsync(payerId, run.Drafts, cancellationToken);
        var drafts = await invoices.OfRunAsync(payerId, run.Drafts, cancellationToken);
        foreach (var draft in drafts)
            await runs.PutDraftAsync(run.Id, new(payerId, draft.Id), cancellationToken);
        // Last, so that a run that starts again still finds the account here, and its drafts by the run that made them.
        foreach (var row in rows)
            await due.TakeAsync(row, cancellationToken);
        return RunCounts.Nothing with { Accounts = 1, Drafts = drafts.Count };
    }

    private async Task<RunCounts> PreviewAsync(InvoiceRun run, string payerId, CancellationToken cancellationToken)
    {
        var counts = RunCounts.Nothing with { Accounts = 1 };
        var charges = await planned.OfAsync(run.Id, payerId, cancellationToken);
        foreach (var draft in await preview.OfAsync(payerId, charges, run.Drafts, cancellationToken))
        {
            var totals = draft.Document.Totals;
            counts += RunCounts.Nothing with { Drafts = 1 };
            counts += draft.Review is null
                ? RunCounts.Nothing with { Finalized = 1, Net = totals.Net, Tax = totals.Tax, Gross = totals.Gross }
                : RunCounts.Nothing with { InReview = 1 };
            if (draft.Review is { } review)
                await runs.PutProblemAsync(run.Id, new(payerId, null, EnumNames.Of(review.Reason), review.Text), cancellationToken);
        }

        return counts;
    }

    [LoggerMessage(LogLevel.Error, "No drafts could be made for account {Account}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string account);
}
