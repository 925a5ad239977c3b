using System.Text.Json;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>A document as it was read, with the row's ETag that guards the next write.</summary>
public sealed record Stored<T>(T Value, string RowKey, ETag Tag)
{
    /// <summary>Whether the row did not exist when it was read, so that the value is a default or new.</summary>
    public bool IsNew => Tag == default;
}

/// <summary>Makes rows that are not written yet.</summary>
public static class Stored
{
    /// <summary>A row that does not exist in the table yet.</summary>
    public static Stored<T> New<T>(string rowKey, T value) => new(value, rowKey, default);
}

/// <summary>
/// How documents are stored in tables: one row each, with the document as JSON in <see cref="Column"/>. A document may have
/// 32,000 characters. All documents of this product are far below that, because every field has its own limit.
/// </summary>
public static class Rows
{
    /// <summary>The column with the document.</summary>
    public const string Column = "Document";

    // Below the 32,000 characters of a row, to leave room for what is around the items.
    private const int SplitCharacters = 30_000;

    // When the daily purge may delete the row; absent on rows that are kept.
    private const string ExpiresColumn = "ExpiresAt";

    /// <summary>The filter for rows that the daily purge may delete.</summary>
    public static string ExpiredBefore(DateTimeOffset time) => $"{ExpiresColumn} lt " + TableClient.CreateQueryFilter($"{time}");

    public static TableEntity Row<T>(string partitionKey, string rowKey, T value, DateTimeOffset? expiresAt = null)
    {
        var row = Mark(partitionKey, rowKey, expiresAt);
        row[Column] = JsonSerializer.Serialize(value, Json.Storage);
        return row;
    }

    /// <summary>A row without a document.</summary>
    public static TableEntity Mark(string partitionKey, string rowKey, DateTimeOffset? expiresAt = null)
    {
        var row = new TableEntity(partitionKey, rowKey);
        if (expiresAt is { } time)
            row[ExpiresColumn] = time;
        return row;
    }

    /// <summary>Splits items over as many rows as they need, in their order. No item may be longer than a row.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Split<T>(IEnumerable<T> items)
    {
        var rows = new List<List<T>>();
        var room = 0;
        foreach (var item in items)
        {
            var length = JsonSerializer.Serialize(item, Json.Storage).Length + 1;
            if (rows.Count == 0 || length > room)
            {
                rows.Add([]);
                room = SplitCharacters;
            }

            rows[^1].Add(item);
            room -= length;
        }

        return rows;
    }

    public static Stored<T> Read<T>(TableEntity row) =>
        new(JsonSerializer.Deserialize<T>(row.GetString(Column)!, Json.Storage)!, row.RowKey, row.ETag);

    /// <summary>One document by its key; null when there is none. One storage operation.</summary>
    public static async Task<Stored<T>?> FindAsync<T>(
        this TableClient table, string partitionKey, string rowKey, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? Read<T>(found.Value!) : null;
    }

    /// <summary>The same, with a default when there is none.</summary>
    public static async Task<Stored<T>> FindAsync<T>(
        this TableClient table, string partitionKey, string rowKey, T absent, CancellationToken cancellationToken)
        where T : class => await table.FindAsync<T>(partitionKey, rowKey, cancellationToken) ?? new Stored<T>(absent, rowKey, default);

    /// <summary>
    /// All documents whose row keys start with a prefix, in key order. Only for kinds of rows with a limit below 1,000, so that it
    /// is one storage operation.
    /// </summary>
    public static async Task<IReadOnlyList<Stored<T>>> AllAsync<T>(
        this TableClient table, string partitionKey, string prefix, CancellationToken cancellationToken)
        where T : class
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey gt {prefix} and RowKey lt {EndOf(prefix)}");
        var items = new List<Stored<T>>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            items.Add(Read<T>(row));
        return items;
    }

    /// <summary>One page of the documents whose row keys start with a prefix, in key order. One storage operation.</summary>
    public static Task<Slice<T>> PageAsync<T>(
        this TableClient table, string partitionKey, string prefix, PageRequest page, CancellationToken cancellationToken)
        where T : class => table.PageAsync<T>(partitionKey, prefix, begin: "", page, cancellationToken);

    /// <summary>The same, only for row keys that continue with <paramref name="begin"/> after the prefix of their kind.</summary>
    public static async Task<Slice<T>> PageAsync<T>(
        this TableClient table, string partitionKey, string prefix, string begin, PageRequest page, CancellationToken cancellationToken)
        where T : class
    {
        var start = prefix + begin;
        var filter = string.CompareOrdinal(page.After, begin) > 0
            ? TableClient.CreateQueryFilter(
                $"PartitionKey eq {partitionKey} and RowKey gt {prefix + page.After} and RowKey lt {EndOf(start)}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {start} and RowKey lt {EndOf(start)}");
        // The service may return fewer rows than requested, even none, although there are more.
        var items = new List<Stored<T>>(page.Limit + 1);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (items.Count == page.Limit)
                return new Slice<T>(items, items[^1].RowKey[prefix.Length..]);
            items.Add(Read<T>(row));
        }

        return new Slice<T>(items, null);
    }

    // The end of the range of all keys with this beginning: the last character is replaced by the next one (';' follows ':').
    private static string EndOf(string start) => start[..^1] + (char)(start[^1] + 1);
}

/// <summary>A page of documents, and the key after which the next page starts.</summary>
public sealed record Slice<T>(IReadOnlyList<Stored<T>> Items, string? Next);
