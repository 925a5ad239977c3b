using System.Security.Cryptography;
using System.Text.Json;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access.Audit;

/// <summary>
/// The audit logs of organizations, one chain each, in their own partitions: what happens to an organization and the entry
/// that says so are one transaction. Entries are only ever added; their keys count down, so that the newest comes first.
/// </summary>
public sealed class AuditLog(TableServiceClient tables, Counters counters, TimeProvider time)
{
    // Everything that writes to one organization meets at the end of its chain; each round lets one through.
    private const int MaxTries = 100;

    // From then on with a pause by chance, so that many do not keep meeting.
    private const int PatientTries = 5;
    private const string HashColumn = "Hash";
    private const string PersonColumn = "Person";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Writes all of it together with the entry, or nothing. Two storage operations; two rows more.</summary>
    /// <param name="organizationId">Whose partition.</param>
    /// <param name="actions">What happens; at most 98.</param>
    /// <param name="happened">The same in words.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TimeoutException">Others were faster all the time.</exception>
    /// <exception cref="TableTransactionFailedException">As the storage says it: one of the actions met somebody else's write, and its index is the action's.</exception>
    public async Task CommitAsync(string organizationId, IEnumerable<TableTransactionAction> actions, AuditEvent happened, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> writes = [.. actions];
        for (var tries = 1; ; tries++)
        {
            var head = await _organizations.FindAsync<AuditHead>(organizationId, AuditKeys.Head, cancellationToken)
                ?? new Stored<AuditHead>(AuditHead.None, AuditKeys.Head, default);
            try
            {
                // The entry comes last, so that a conflict of the actions themselves is what the caller hears of.
                await _organizations.SubmitTransactionAsync([.. writes, .. Entry(organizationId, head, happened)], cancellationToken);
                counters.Changed(EnumNames.Of(happened.Action));
                return;
            }
            catch (TableTransactionFailedException e) when (e.FailedTransactionActionIndex >= writes.Count
                && e.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
            {
                // Only the chain has grown meanwhile.
                if (tries == MaxTries)
                    throw new TimeoutException("The audit log of an organization could not be written: others were faster all the time.", e);
                if (tries > PatientTries)
                    await Task.Delay(RandomNumberGenerator.GetInt32(1, 5 * tries), cancellationToken);
            }
        }
    }

    /// <summary>The rows of the first entry, for the transaction that creates the organization.</summary>
    public IEnumerable<TableTransactionAction> First(string organizationId, AuditEvent happened) =>
        Entry(organizationId, new Stored<AuditHead>(AuditHead.None, AuditKeys.Head, default), happened);

    /// <summary>Where the chain ends. One storage operation.</summary>
    public async Task<AuditHead> HeadAsync(string organizationId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<AuditHead>(organizationId, AuditKeys.Head, cancellationToken))?.Value ?? AuditHead.None;

    /// <summary>Entries, newest first, beginning with a number or the last one. One storage operation.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="from">The first number to give; null for the newest.</param>
    /// <param name="count">At most 1,000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(string organizationId, long? from, int count, CancellationToken cancellationToken)
    {
        var first = from is { } number ? AuditKeys.Entry(number) : AuditKeys.Entries;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {organizationId} and RowKey ge {first} and RowKey lt {AuditKeys.Entries[..^1] + ';'}");
        var rows = new List<AuditRow>(count);
        await foreach (var row in _organizations.QueryAsync<TableEntity>(filter, count, cancellationToken: cancellationToken))
        {
            rows.Add(AuditRow.Of(AuditKeys.NumberOf(row.RowKey), row.GetString(Rows.Column), row.GetString(PersonColumn), row.GetString(HashColumn)));
            if (rows.Count == count)
                break;
        }

        return rows;
    }

    private IEnumerable<TableTransactionAction> Entry(string organizationId, Stored<AuditHead> head, AuditEvent happened)
    {
        var person = AuditPerson.Of(happened.Actor.Name);
        var entry = AuditEntry.After(head.Value, happened, person, time.GetUtcNow());
        var row = Rows.Row(organizationId, AuditKeys.Entry(entry.Number), entry);
        var hash = AuditHash.Of(row.GetString(Rows.Column)!);
        row[HashColumn] = hash;
        if (person is not null)
            row[PersonColumn] = JsonSerializer.Serialize(person, Json.Storage);
        var end = Rows.Row(organizationId, AuditKeys.Head, new AuditHead(entry.Number, hash));
        yield return head.Tag == default
            ? new(TableTransactionActionType.Add, end)
            : new(TableTransactionActionType.UpdateReplace, end, head.Tag);
        yield return new(TableTransactionActionType.Add, row);
    }
}
