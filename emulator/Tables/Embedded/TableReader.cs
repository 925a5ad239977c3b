using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>The statements that read. Used by one thread at a time.</summary>
internal sealed class TableReader(SqliteConnection connection) : IDisposable
{
    // A BLOB sorts behind every text: the upper bound that means none.
    private static readonly byte[] Beyond = [];

    private readonly Statement _tableId = new(connection, "SELECT id FROM tables WHERE name = ?1", 1);
    private readonly Statement _tables = new(connection, "SELECT name FROM tables WHERE name >= ?1 ORDER BY name LIMIT ?2", 2);
    private readonly Statement _entity = new(
        connection, "SELECT pk, rk, version, written, body FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk = ?3", 3);

    private readonly Statement _partition = new(
        connection,
        "SELECT pk, rk, version, written, body FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk >= ?3 AND rk <= ?4 ORDER BY rk",
        4);

    private readonly Statement _scan = new(
        connection,
        "SELECT pk, rk, version, written, body FROM entities WHERE table_id = ?1 AND (pk, rk) >= (?2, ?3) AND pk <= ?4 ORDER BY pk, rk",
        4);

    /// <summary>The table's id; null when there is no such table.</summary>
    public long? FindTable(string table) => (long?)_tableId.Scalar(table);

    /// <summary>Names of tables from this one on.</summary>
    public List<string> Tables(string from, int count)
    {
        using var rows = _tables.Query(from, count);
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    public Dictionary<string, object>? Find(long table, string partitionKey, string rowKey)
    {
        using var rows = _entity.Query(table, partitionKey, rowKey);
        return rows.Read() ? Entity(rows) : null;
    }

    /// <summary>The entities of a range in key order, from a starting point on if there is one.</summary>
    public IEnumerable<Dictionary<string, object>> Range(long table, KeyRange range, (string PartitionKey, string RowKey)? start)
    {
        var rowFrom = range.RowFrom ?? "";
        using var rows = range.Partition is { } key
            ? _partition.Query(table, key, start is { } at && TextOrder.Compare(at.RowKey, rowFrom) > 0 ? at.RowKey : rowFrom, (object?)range.RowTo ?? Beyond)
            : _scan.Query(table, start?.PartitionKey ?? range.PartitionFrom ?? "", start?.RowKey ?? "", (object?)range.PartitionTo ?? Beyond);
        while (rows.Read())
            yield return Entity(rows);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_tableId, _tables, _entity, _partition, _scan])
            statement.Dispose();
        connection.Dispose();
    }

    private static Dictionary<string, object> Entity(SqliteDataReader row)
    {
        var properties = EntityJson.Read(row.GetFieldValue<byte[]>(4));
        properties[nameof(ITableEntity.PartitionKey)] = row.GetString(0);
        properties[nameof(ITableEntity.RowKey)] = row.GetString(1);
        properties[EntityJson.ETagName] = StoredVersion.ETag(row.GetInt64(2));
        properties[nameof(ITableEntity.Timestamp)] = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero);
        return properties;
    }
}
