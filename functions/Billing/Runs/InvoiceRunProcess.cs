using Accounts.Billing.Charges;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Runs;

/// <summary>What the process needs to know about a run.</summary>
/// <param name="Renewals">Shards with recurring prices to process.</param>
/// <param name="Shards">Shards with something to bill, without charges that the renewals still have to make.</param>
/// <param name="FinalizeAt">When the grace period ends, in UTC.</param>
/// <param name="IsDryRun">Whether it only shows what would be billed.</param>
/// <param name="IsForAll">Whether it is for all accounts.</param>
public sealed record RunSnapshot(IReadOnlyList<int> Renewals, IReadOnlyList<int> Shards, DateTime FinalizeAt, bool IsDryRun, bool IsForAll);

/// <summary>The next step of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">Its new state.</param>
public sealed record RunMove(string RunId, RunState State);

/// <summary>
/// An invoice run: charges periods that begin, makes drafts of everything that is due, gives operators time to hold or drop them, and
/// then numbers, documents and mails. Each step processes all shards of accounts in parallel, and the pages of each shard one after the
/// other.
/// </summary>
public static class InvoiceRunProcess
{
    private static readonly Step<string, RunSnapshot?> Begin = new(nameof(RunActivities.BeginInvoiceRun));
    private static readonly Step<string, IReadOnlyList<int>> Shards = new(nameof(RunActivities.ListDueShards));
    private static readonly Step<RunMove> Move = new(nameof(RunActivities.MoveInvoiceRun));
    private static readonly Step<string, string?> Review = new(nameof(RunActivities.TryReviewsAgain));
    private static readonly MailingStep<string, bool> End = new(nameof(RunActivities.EndInvoiceRun));

    /// <summary>The id of the process, such as <c>invoice-run-2026-12-01</c>.</summary>
    public static string IdOf(string runId) => "invoice-run-" + runId;

    [Function(nameof(InvoiceRunProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, string runId)
    {
        using var process = new ProcessRun(context);

        // 1. The request or the timer started this process before it wrote the run.
        process.Show("drafting");
        if (await process.WrittenAsync(() => process.CallAsync(Begin, runId)) is not { } run)
            return process.End("notStarted");

        // 2. Drafts in review for which nothing may be missing any more: each is retried by its own process, beside the run.
        if (run is { IsForAll: true, IsDryRun: false })
            await process.CallPagesAsync(Review, after => after);

        // 3. Periods of recurring prices that have begun are charged, so that more is due. A dry run only notes what would be charged.
        if (run.Renewals.Count > 0)
        {
            process.Show("renewing");
            await GoOverAsync(context, run.Renewals, new ShardRun(runId, RunStep.Renew));
            run = run with { Shards = await process.CallAsync(Shards, runId) };
            process.Show("drafting");
        }

        // 4. Everything that is due becomes drafts. A dry run only computes them, and ends here.
        await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Draft));
        if (!run.IsDryRun && run.Shards.Count > 0)
        {
            // 5. Grace period: operators can check the drafts.
            await process.CallAsync(Move, new(runId, RunState.Grace));
            process.Show("grace", run.FinalizeAt);
            if (run.FinalizeAt > process.Now)
                await context.CreateTimer(run.FinalizeAt, CancellationToken.None);

            // 6. Numbers and documents.
            process.Show("finalizing");
            await process.CallAsync(Move, new(runId, RunState.Finalizing));
            await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Finalize));

            // 7. Mails, after all documents exist: no invoice has to wait for a mail service that is down.
            process.Show("mailing");
            await process.CallAsync(Move, new(runId, RunState.Mailing));
            await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Mail));
        }

        // 8. The operator is notified of what needs a person.
        await process.CallAsync(End, runId);
        return process.End("completed");
    }

    private static Task GoOverAsync(TaskOrchestrationContext context, IReadOnlyList<int> shards, ShardRun step) => Task.WhenAll(
        shards.Select(shard => context.CallSubOrchestratorAsync(
            nameof(InvoiceShardProcess),
            step with { Shard = shard },
            new SubOrchestrationOptions(instanceId: InvoiceShardProcess.IdOf(step with { Shard = shard })))));
}

/// <summary>A step of a run over one shard of accounts.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Step">What is done.</param>
/// <param name="Shard">The shard of accounts.</param>
/// <param name="After">Where to continue; kept when the process begins a new history.</param>
/// <param name="SoFar">The results before that.</param>
public sealed record ShardRun(string RunId, RunStep Step, int Shard = 0, string After = "", RunCounts? SoFar = null);

/// <summary>One step of a run over one shard: page by page, with constant memory, and with a new history after many pages.</summary>
public static class InvoiceShardProcess
{
    private static readonly Step<ShardRun, ShardPage> Renew = new(nameof(RenewalActivities.RenewShardPage));
    private static readonly Step<ShardRun, ShardPage> Draft = new(nameof(RunActivities.DraftShardPage));
    private static readonly Step<ShardRun, ShardPage> Finalize = new(nameof(RunActivities.FinalizeShardPage));
    private static readonly MailingStep<ShardRun, ShardPage> Mail = new(nameof(RunActivities.MailShardPage));

    /// <summary>Pages after which the process begins a new history.</summary>
    private const int MaxPages = 100;

    public static string IdOf(ShardRun run) => $"invoice-run-{run.RunId}-{run.Step}-{run.Shard}";

    [Function(nameof(InvoiceShardProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, ShardRun run)
    {
        using var process = new ProcessRun(context);
        process.Show(run.Step.ToString());
        for (var pages = 1; ; pages++)
        {
            var page = run.Step switch
            {
                RunStep.Renew => await process.CallAsync(Renew, run),
                RunStep.Draft => await process.CallAsync(Draft, run),
                RunStep.Finalize => await process.CallAsync(Finalize, run),
                _ => await process.CallAsync(Mail, run),
            };
            if (page.Next is null)
                return;
            run = run with { After = page.Next, SoFar = page.SoFar };
            if (pages < MaxPages)
                continue;
            context.ContinueAsNew(run);
            return;
        }
    }
}

/// <summary>The result of a page.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="SoFar">The results of the shard, with this page.</param>
public sealed record ShardPage(string? Next, RunCounts SoFar);
