using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Runs;

/// <summary>Invoice runs, with their drafts, results and problems. Each step of a run may write its rows again.</summary>
public sealed class RunStore(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(Tables.InvoiceRuns);

    /// <summary>One run; null when there is none.</summary>
    public Task<Stored<InvoiceRun>?> FindAsync(string runId, CancellationToken cancellationToken) =>
        _table.FindAsync<InvoiceRun>(RunKeys.AllRuns, RunKeys.Run(runId), cancellationToken);

    /// <summary>A page of runs, newest first.</summary>
    public Task<Slice<InvoiceRun>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<InvoiceRun>(RunKeys.AllRuns, RunKeys.Runs, page, cancellationToken);

    /// <summary>A page of the runs of a day.</summary>
    public Task<Slice<InvoiceRun>> OfDayAsync(DateOnly day, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<InvoiceRun>(RunKeys.AllRuns, RunKeys.Runs, RunKeys.DayOf(day), page, cancellationToken);

    /// <summary>Writes the current state of a run.</summary>
    public Task PutAsync(InvoiceRun run, CancellationToken cancellationToken) =>
        UpsertAsync(RunKeys.AllRuns, RunKeys.Run(run.Id), run, cancellationToken);

    /// <summary>Adds a draft to a run.</summary>
    public Task PutDraftAsync(string runId, InvoiceRef draft, CancellationToken cancellationToken) =>
        UpsertAsync(runId, RunKeys.Draft(draft.OrganizationId, draft.InvoiceId), draft, cancellationToken);

    /// <summary>A page of the drafts of a shard.</summary>
    public Task<Slice<InvoiceRef>> DraftsAsync(string runId, int shard, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<InvoiceRef>(runId, RunKeys.Drafts(shard), page, cancellationToken);

    /// <summary>Notes a problem that needs a person.</summary>
    public Task PutProblemAsync(string runId, RunProblem problem, CancellationToken cancellationToken) =>
        UpsertAsync(runId, RunKeys.Problem(problem), problem, cancellationToken);

    /// <summary>A page of the problems that need a person.</summary>
    public Task<Slice<RunProblem>> ProblemsAsync(string runId, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<RunProblem>(runId, RunKeys.Problems, page, cancellationToken);

    /// <summary>Writes the results of a step for a shard so far.</summary>
    public Task PutResultAsync(string runId, RunStep step, int shard, RunCounts counts, CancellationToken cancellationToken) =>
        UpsertAsync(runId, RunKeys.Result(step, shard), counts, cancellationToken);

    /// <summary>The results of a run so far. One storage operation.</summary>
    public async Task<RunCounts> ResultAsync(string runId, CancellationToken cancellationToken) =>
        (await _table.AllAsync<RunCounts>(runId, RunKeys.Results, cancellationToken))
            .Aggregate(RunCounts.Nothing, (sum, part) => sum + part.Value);

    private Task<Response> UpsertAsync<T>(string partitionKey, string rowKey, T document, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(Rows.Row(partitionKey, rowKey, document), TableUpdateMode.Replace, cancellationToken);
}
