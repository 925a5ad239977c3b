using Accounts.Access;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary><c>GET /invoice-runs</c>, one of them, and what of it needs a person.</summary>
public sealed class ReadInvoiceRuns(RunStore runs, IOptions<ProviderOptions> provider)
{
    /// <summary>A page of runs.</summary>
    [Function(nameof(ListInvoiceRuns))]
    [Allow(Who.Operator)]
    [Operation("List invoice runs, newest first", Gives = typeof(PageView<InvoiceRunSummary>), Pages = true)]
    public async Task<IResult> ListInvoiceRuns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoice-runs")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await runs.ListAsync(page, cancellationToken)).Show(InvoiceRunSummary.Of));
    }

    /// <summary>One run.</summary>
    [Function(nameof(GetInvoiceRun))]
    [Allow(Who.Operator)]
    [Operation("Show an invoice run, also while it runs", Gives = typeof(InvoiceRunView))]
    public async Task<IResult> GetInvoiceRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoice-runs/{runId}")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        if (!RunKeys.IsWellFormed(runId) || await runs.FindAsync(runId, cancellationToken) is not { } run)
            return new NotFound();
        return Answer.Ok(InvoiceRunView.Of(run.Value, await runs.ResultAsync(runId, cancellationToken), provider.Value.Currency));
    }

    /// <summary>What needs a person.</summary>
    [Function(nameof(ListInvoiceRunProblems))]
    [Allow(Who.Operator)]
    [Operation(
        "List what of an invoice run needs a person",
        Description = "As it was when the run came to it. The draft itself says how it stands now.",
        Gives = typeof(PageView<RunProblem>),
        Pages = true)]
    public async Task<IResult> ListInvoiceRunProblems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoice-runs/{runId}/problems")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (!RunKeys.IsWellFormed(runId) || await runs.FindAsync(runId, cancellationToken) is null)
            return new NotFound();
        return Answer.Ok((await runs.ProblemsAsync(runId, page, cancellationToken)).Show(problem => problem));
    }
}

/// <summary>A run as lists show it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Day">What is due on this day or before is billed.</param>
/// <param name="OrganizationId">The one account that it is for.</param>
/// <param name="DryRun">Whether it only shows what would come.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="EndedAt">When it was done.</param>
/// <param name="Links">Where its process can be watched.</param>
public sealed record InvoiceRunSummary(
    string Id,
    DateOnly Day,
    string? OrganizationId,
    bool DryRun,
    RunState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ProcessLinks Links)
{
    /// <summary>Shows a run.</summary>
    public static InvoiceRunSummary Of(InvoiceRun run) => new(
        run.Id,
        run.Day,
        run.OrganizationId,
        run.IsDryRun,
        run.State,
        run.StartedAt,
        run.EndedAt,
        ProcessLinks.Of(InvoiceRunProcess.IdOf(run.Id)));
}

/// <summary>A run as the interface shows it.</summary>
/// <param name="Run">What lists show.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Result">What has come of it so far; of a dry run, what would come.</param>
public sealed record InvoiceRunView(InvoiceRunSummary Run, RunProgressView Progress, RunResultView Result)
{
    /// <summary>Shows a run.</summary>
    public static InvoiceRunView Of(InvoiceRun run, RunCounts counts, string currency) => new(
        InvoiceRunSummary.Of(run),
        new(counts.Accounts, counts.Drafts, counts.Finalized + counts.InReview + counts.Failed),
        new(counts.Finalized, counts.InReview, counts.Failed, currency, counts.Net, counts.Tax, counts.Gross));
}

/// <summary>How far a run is.</summary>
/// <param name="Accounts">Accounts that it has looked at.</param>
/// <param name="Drafts">Drafts that it has made.</param>
/// <param name="Done">Drafts that are finalized, in review or failed.</param>
public sealed record RunProgressView(int Accounts, int Drafts, int Done);

/// <summary>What has come of a run.</summary>
/// <param name="Finalized">Invoices.</param>
/// <param name="InReview">Drafts that wait for a person.</param>
/// <param name="Failed">What the next run tries again.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">Of the invoices, in minor units.</param>
/// <param name="Tax">In minor units.</param>
/// <param name="Gross">In minor units.</param>
public sealed record RunResultView(int Finalized, int InReview, int Failed, string Currency, long Net, long Tax, long Gross);
