using Accounts.Access;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary><c>GET /invoice-runs</c>, one of them, and its problems that need a person.</summary>
public sealed class ReadInvoiceRuns(RunStore runs, IOptions<ProviderOptions> provider)
{
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

    [Function(nameof(ListInvoiceRunProblems))]
    [Allow(Who.Operator)]
    [Operation(
        "List what needs a person in an invoice run",
        Description = "As it was when the run processed it. The draft shows its current state.",
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
/// <param name="Id">The id of the run.</param>
/// <param name="Day">Charges that are due on this day or before are billed.</param>
/// <param name="OrganizationId">The only account that it is for; absent for all.</param>
/// <param name="DryRun">Whether it only shows what would be billed.</param>
/// <param name="State">Its state.</param>
/// <param name="StartedAt">When it was requested.</param>
/// <param name="EndedAt">When it was completed.</param>
/// <param name="Links">Links to its process.</param>
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
/// <param name="Run">The same as in lists.</param>
/// <param name="Progress">Its progress.</param>
/// <param name="Result">Its results so far; for a dry run, what would be billed.</param>
public sealed record InvoiceRunView(InvoiceRunSummary Run, RunProgressView Progress, RunResultView Result)
{
    public static InvoiceRunView Of(InvoiceRun run, RunCounts counts, string currency) => new(
        InvoiceRunSummary.Of(run),
        new(counts.Accounts, counts.Drafts, counts.Finalized + counts.InReview + counts.Failed),
        new(counts.Finalized, counts.InReview, counts.Failed, currency, counts.Net, counts.Tax, counts.Gross));
}

/// <summary>The progress of a run.</summary>
/// <param name="Accounts">Accounts that it has processed.</param>
/// <param name="Drafts">Drafts that it has made.</param>
/// <param name="Done">Drafts that are finalized, in review or failed.</param>
public sealed record RunProgressView(int Accounts, int Drafts, int Done);

/// <summary>The results of a run.</summary>
/// <param name="Finalized">Invoices that were finalized.</param>
/// <param name="InReview">Drafts that wait for a person.</param>
/// <param name="Failed">What failed. Charges that stay due are tried again by the next run.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">Net amount of the invoices, in minor units.</param>
/// <param name="Tax">In minor units.</param>
/// <param name="Gross">In minor units.</param>
public sealed record RunResultView(int Finalized, int InReview, int Failed, string Currency, long Net, long Tax, long Gross);
