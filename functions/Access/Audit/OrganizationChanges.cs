using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access.Audit;

/// <summary>
/// The one way to change an organization: a use case reads and decides, and this writes its rows in one transaction with the
/// entry of the audit log and the answer to a creating request. A row that another request changed in between ends it with
/// the failure that the use case named for that row, or has it read and decide again.
/// </summary>
public sealed class OrganizationChanges(TableServiceClient tables, AuditLog audit, Counters counters, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Reads, decides and writes.</summary>
    public Task<Outcome<T>> RunAsync<T>(Func<Task<Decision<T>>> decide, CancellationToken cancellationToken)
        where T : class => Rounds.RunAsync(decide, changes => TryWriteAsync(changes, cancellationToken), cancellationToken);

    /// <summary>The same where the result is what the caller gets to see.</summary>
    public async Task<IResult> AnswerAsync(Func<Task<Decision<Answer>>> decide, CancellationToken cancellationToken) =>
        (await RunAsync(decide, cancellationToken)).ToResult();

    /// <summary>
    /// The same for a creating request: it is decided once, however often it is sent. The answer is written with the change.
    /// One storage operation more, unless the caller has just read that there is no earlier answer.
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

    /// <summary>What a creating request was answered with before; null when it is new. One storage operation.</summary>
    public async Task<Decision<Answer>?> EarlierAnswerAsync(
        string organizationId, CreatingRequest request, CancellationToken cancellationToken) =>
        await request.EarlierAnswerAsync(_organizations, organizationId, time.GetUtcNow(), cancellationToken) switch
        {
            Answer answer => answer,
            Failure failure => failure,
            _ => null,
        };

    /// <summary>Writes an entry of the audit log alone.</summary>
    public async Task RecordAsync(string organizationId, AuditEvent happened, CancellationToken cancellationToken) =>
        await TryWriteAsync(new AuditedChange(organizationId, happened), cancellationToken);

    /// <returns>The row that conflicted; null when all is written.</returns>
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
            // The entry comes last: a conflict of the rows themselves is what the use case is to hear of.
            if (await _organizations.TryWriteAsync([.. change.Writes, .. entry.Writes], cancellationToken) is not { } conflict)
                return null;
            if (change.IsFirst || !entry.Writes.Contains(conflict))
                return await IsWrittenAsync(change.PartitionKey, entry, cancellationToken) ? null : conflict;

            // Only the log has grown meanwhile, perhaps by this very entry: see IsWrittenAsync.
            head = await audit.FindHeadAsync(change.PartitionKey, cancellationToken);
            if (head.Value == entry.Head)
                return null;
            await Rounds.PauseAsync(tries, cancellationToken);
        }

        throw new TimeoutException("The audit log of an organization could not be written: other requests were first every time.");
    }

    /// <summary>
    /// Whether what conflicts is our own: the client of the storage sends a request again when no answer comes, and the first
    /// one may have been carried out. No two entries under one number have the same hash.
    /// </summary>
    private async Task<bool> IsWrittenAsync(string organizationId, AuditLog.Entry entry, CancellationToken cancellationToken) =>
        await audit.FindHashAsync(organizationId, entry.Head.Count, cancellationToken) == entry.Head.Hash;
}
