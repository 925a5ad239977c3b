using System.Text.Json;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Access.Audit;

/// <summary>
/// The audit logs of organizations, one chain each, in the organization's partition. A change and its entry are one transaction.
/// Entries are only added, never changed. Their keys count down, so that the newest comes first.
/// </summary>
public sealed class AuditLog(TableServiceClient tables, TimeProvider time)
{
    private const string HashColumn = "Hash";
    private const string PersonColumn = "Person";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The head of the log of a new organization.</summary>
    internal static Stored<AuditHead> Beginning { get; } = new(AuditHead.None, AuditKeys.Head, default);

    /// <summary>The end of the chain, as a row that the next entries replace. One storage operation.</summary>
    internal async Task<Stored<AuditHead>> FindHeadAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<AuditHead>(organizationId, AuditKeys.Head, cancellationToken) ?? Beginning;

    /// <summary>The hash of an entry as it was written; null when there is none under this number. One storage operation.</summary>
    internal async Task<string?> FindHashAsync(string organizationId, long number, CancellationToken cancellationToken)
    {
        var found = await _organizations.GetEntityIfExistsAsync<TableEntity>(
            organizationId, AuditKeys.Entry(number), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.GetString(HashColumn) : null;
    }

    /// <summary>Makes the entries that follow after a head.</summary>
    internal Entry Next(string organizationId, Stored<AuditHead> head, IReadOnlyList<AuditEvent> happened)
    {
        var (end, entries, now) = (head.Value, new List<TableEntity>(), time.GetUtcNow());
        foreach (var one in happened)
        {
            var (row, next) = Next(organizationId, end, one, now);
            entries.Add(row);
            end = next;
        }

        var rows = new ChangeSet(organizationId).Replace(head, end);
        foreach (var entry in entries)
            rows.With(new(TableTransactionActionType.Add, entry), conflict: null);
        return new Entry(end, rows.Writes);
    }

    private static (TableEntity Row, AuditHead End) Next(string organizationId, AuditHead head, AuditEvent happened, DateTimeOffset now)
    {
        var person = AuditPerson.Of(happened.Actor.Name);
        var entry = AuditEntry.After(head, happened, person, now);
        var row = Rows.Row(organizationId, AuditKeys.Entry(entry.Number), entry);
        var hash = AuditHash.Of(row.GetString(Rows.Column)!);
        row[HashColumn] = hash;
        if (person is not null)
            row[PersonColumn] = JsonSerializer.Serialize(person, Json.Storage);
        return (row, new AuditHead(entry.Number, hash));
    }

    /// <summary>Entries that must be written.</summary>
    /// <param name="Head">The end of the chain after them.</param>
    /// <param name="Writes">Their rows.</param>
    internal sealed record Entry(AuditHead Head, IReadOnlyList<RowWrite> Writes);

    /// <summary>The end of the chain. One storage operation.</summary>
    public async Task<AuditHead> HeadAsync(string organizationId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<AuditHead>(organizationId, AuditKeys.Head, cancellationToken))?.Value ?? AuditHead.None;

    /// <summary>Entries, newest first, beginning with a number or with the newest. One storage operation.</summary>
    /// <param name="organizationId">The organization of the log.</param>
    /// <param name="from">The first number to return; null for the newest.</param>
    /// <param name="count">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(string organizationId, long? from, int count, CancellationToken cancellationToken)
    {
        var first = from is { } number ? AuditKeys.Entry(number) : AuditKeys.Entries;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organizationId} and RowKey ge {first} and RowKey lt {AuditKeys.Entries[..^1] + ';'}");
        var rows = new List<AuditRow>(count);
        await foreach (var row in _organizations.QueryAsync<TableEntity>(filter, count, cancellationToken: cancellationToken))
        {
            rows.Add(
                AuditRow.Of(
                    AuditKeys.NumberOf(row.RowKey), row.GetString(Rows.Column), row.GetString(PersonColumn), row.GetString(HashColumn)));
            if (rows.Count == count)
                break;
        }

        return rows;
    }
}
