using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access.Audit;

/// <summary>
/// The only way to change an organization. A use case reads and decides. This class writes its rows in one transaction with the
/// entry of the audit log and the answer to a creating request. If another request has changed a row in between, the result is
/// the failure that the use case named for that row, or the use case reads and decides again.
/// </summary>
public sealed class OrganizationChanges(TableServiceClient tables, AuditLog audit, Counters counters, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Reads, decides and writes.</summary>
    public Task<Outcome<T>> RunAsync<T>(Func<Task<Decision<T>>> decide, CancellationToken cancellationToken)
        where T : class => Rounds.RunAsync(decide, changes => TryWriteAsync(changes, cancellationToken), cancellationToken);

    /// <summary>The same, with the result as the answer to the caller.</summary>
    public async Task<IResult> AnswerAsync(Func<Task<Decision<Answer>>> decide, CancellationToken cancellationToken) =>
        (await RunAsync(decide, cancellationToken)).ToResult();

    /// <summary>
    /// The same for a creating request: it is executed once, however often it is sent. The answer is written with the change. One
    /// more storage operation, unless the caller has just read that there is no earlier answer.
    /// </summary>
    public Task<IResult> AnswerOnceAsync(
        string organizationId,
        CreatingRequest request,
        Func<Task<Decision<Answer>>> decide,
        CancellationToken cancellationToken,
        bool isReadAsNew = false)
    {
        return AnswerAsync(DecideOnceAsync, cancellationToken);

        async Task<Decision<Answer>> DecideOnceAsync()
        {
            if (!isReadAsNew && await EarlierAnswerAsync(organizationId, request, cancellationToken) is { } earlier)
                return earlier;
            isReadAsNew = false;
            var decision = await decide();
            if (decision.Changes is { } changes && decision.Outcome.Succeeded(out var answer, out _))
                request.PutAnswer(changes, answer, time.GetUtcNow());
            return decision;
        }
    }

    /// <summary>The earlier answer to a creating request; null when the request is new. One storage operation.</summary>
    public async Task<Decision<Answer>?> EarlierAnswerAsync(
        string organizationId, CreatingRequest request, CancellationToken cancellationToken) =>
        await request.EarlierAnswerAsync(_organizations, organizationId, time.GetUtcNow(), cancellationToken) switch
        {
            Answer answer => answer,
            Failure failure => failure,
            _ => null,
        };

    /// <summary>Writes only an entry of the audit log.</summary>
    public async Task RecordAsync(string organizationId, AuditEvent happened, CancellationToken cancellationToken) =>
        await TryWriteAsync(new AuditedChange(organizationId, happened), cancellationToken);

    /// <returns>The row that conflicted; null when all rows are written.</returns>
    private async Task<RowWrite?> TryWriteAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        if (changes is not AuditedChange change)
            return await _organizations.TryWriteAsync(changes.Writes, cancellationToken);
        var conflict = await TryCommitAsync(change, cancellationToken);
        if (conflict is null)
        {
            foreach (var happened in change.Happened)
                counters.Changed(EnumNames.Of(happened.Action));
        }

        return conflict;
    }

    private async Task<RowWrite?> TryCommitAsync(AuditedChange change, CancellationToken cancellationToken)
    {
        var head = change.IsFirst ? AuditLog.Beginning : await audit.FindHeadAsync(change.PartitionKey, cancellationToken);
        for (var tries = 1; tries <= Rounds.Limit; tries++)
        {
            var entry = audit.Next(change.PartitionKey, head, change.Happened);
            // The entry comes last, so that a conflict of the use case's own rows is reported first.
            if (await _organizations.TryWriteAsync([.. change.Writes, .. entry.Writes], cancellationToken) is not { } conflict)
                return null;
            if (change.IsFirst || !entry.Writes.Contains(conflict))
                return await IsWrittenAsync(change.PartitionKey, entry, cancellationToken) ? null : conflict;

            // Only the log has grown meanwhile, perhaps by this same entry: see IsWrittenAsync.
            head = await audit.FindHeadAsync(change.PartitionKey, cancellationToken);
            if (head.Value == entry.Head)
                return null;
            await Rounds.PauseAsync(tries, cancellationToken);
        }

        throw new TimeoutException("The audit log of an organization could not be written: each attempt conflicted with another request.");
    }

    /// <summary>
    /// Whether the conflict comes from our own write: the storage client retries a request that gets no answer, and the first try
    /// may have succeeded. Two entries with the same number never have the same hash.
    /// </summary>
    private async Task<bool> IsWrittenAsync(string organizationId, AuditLog.Entry entry, CancellationToken cancellationToken) =>
        await audit.FindHashAsync(organizationId, entry.Head.Count, cancellationToken) == entry.Head.Hash;
}
