using Accounts.Billing.Charges;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Runs;

/// <summary>What the process needs to know of a run.</summary>
/// <param name="Renewals">Shards with recurring prices to be seen to.</param>
/// <param name="Shards">Those with something to be billed, as far as it is charged.</param>
/// <param name="FinalizeAt">When the period of grace is over, in UTC.</param>
/// <param name="IsDryRun">Whether it only shows what would come.</param>
/// <param name="IsForAll">Whether it is for all accounts.</param>
public sealed record RunSnapshot(IReadOnlyList<int> Renewals, IReadOnlyList<int> Shards, DateTime FinalizeAt, bool IsDryRun, bool IsForAll);

/// <summary>The next step of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">Where it stands from now on.</param>
public sealed record RunMove(string RunId, RunState State);

/// <summary>
/// An invoice run: charges of periods that begin, drafts of all that is due, a time in which operators may hold or drop them,
/// numbers and documents, mails.
/// Each step goes over the shards of accounts at once, and over the pages of each in turn.
/// </summary>
public static class InvoiceRunProcess
{
    private static readonly Step<string, RunSnapshot?> Begin = new(nameof(RunActivities.BeginInvoiceRun));
    private static readonly Step<string, IReadOnlyList<int>> Shards = new(nameof(RunActivities.ListDueShards));
    private static readonly Step<RunMove> Move = new(nameof(RunActivities.MoveInvoiceRun));
    private static readonly Step<string, string?> Review = new(nameof(RunActivities.TryReviewsAgain));
    private static readonly MailingStep<string, bool> End = new(nameof(RunActivities.EndInvoiceRun));

    /// <summary>The process of a run, such as <c>invoice-run-2026-12-01</c>.</summary>
    public static string IdOf(string runId) => "invoice-run-" + runId;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InvoiceRunProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, string runId)
    {
        using var process = new ProcessRun(context);

        // 1. The request or timer started us before it wrote the run.
        process.Show("drafting");
        if (await process.WrittenAsync(() => process.CallAsync(Begin, runId)) is not { } run)
            return process.End("notStarted");

        // 2. What waited before, and for which all may be there now: each by itself, beside the run.
        if (run is { IsForAll: true, IsDryRun: false })
            await process.CallPagesAsync(Review, after => after);

        // 3. Periods of recurring prices that have begun are charged, so that more is due; a dry run only notes what they would be.
        if (run.Renewals.Count > 0)
        {
            process.Show("renewing");
            await GoOverAsync(context, run.Renewals, new ShardRun(runId, RunStep.Renew));
            run = run with { Shards = await process.CallAsync(Shards, runId) };
            process.Show("drafting");
        }

        // 4. All that is due becomes drafts. A dry run ends with knowing what they would be.
        await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Draft));
        if (!run.IsDryRun && run.Shards.Count > 0)
        {
            // 5. Time to look at the drafts.
            await process.CallAsync(Move, new(runId, RunState.Grace));
            process.Show("grace", run.FinalizeAt);
            if (run.FinalizeAt > process.Now)
                await context.CreateTimer(run.FinalizeAt, CancellationToken.None);

            // 6. Numbers and documents.
            process.Show("finalizing");
            await process.CallAsync(Move, new(runId, RunState.Finalizing));
            await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Finalize));

            // 7. Mails, after all the documents are there: a mail service that is down holds up no invoice.
            process.Show("mailing");
            await process.CallAsync(Move, new(runId, RunState.Mailing));
            await GoOverAsync(context, run.Shards, new ShardRun(runId, RunStep.Mail));
        }

        // 8. The operator gets to know what needs a person.
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
/// <param name="Shard">Which accounts.</param>
/// <param name="After">Where to go on, in a further history of the same process.</param>
/// <param name="SoFar">What has come of it before that.</param>
public sealed record ShardRun(string RunId, RunStep Step, int Shard = 0, string After = "", RunCounts? SoFar = null);

/// <summary>One step of a run over one shard: page by page, with flat memory and a history that begins anew.</summary>
public static class InvoiceShardProcess
{
    private static readonly Step<ShardRun, ShardPage> Renew = new(nameof(RenewalActivities.RenewShardPage));
    private static readonly Step<ShardRun, ShardPage> Draft = new(nameof(RunActivities.DraftShardPage));
    private static readonly Step<ShardRun, ShardPage> Finalize = new(nameof(RunActivities.FinalizeShardPage));
    private static readonly MailingStep<ShardRun, ShardPage> Mail = new(nameof(RunActivities.MailShardPage));

    /// <summary>Pages after which the process begins a new history.</summary>
    private const int MaxPages = 100;

    /// <summary>The process of a step over a shard.</summary>
    public static string IdOf(ShardRun run) => $"invoice-run-{run.RunId}-{run.Step}-{run.Shard}";

    /// <summary>The orchestrator.</summary>
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

/// <summary>What came of a page.</summary>
/// <param name="Next">Where the next one begins; null after the last.</param>
/// <param name="SoFar">Of the shard, with this page.</param>
public sealed record ShardPage(string? Next, RunCounts SoFar);
