using SQLitePCL;

namespace Accounts.Emulator.Tables;

/// <summary>The statements that read. Used by one thread at a time.</summary>
internal sealed class TableReader(sqlite3 database) : IDisposable
{
    private const string Columns = "SELECT pk, rk, version, written, body FROM entities";

    // A BLOB sorts after every text, so this upper bound excludes nothing.
    private static readonly byte[] Beyond = [0];

    private readonly Statement _tableId = new(database, "SELECT id FROM tables WHERE name = ?1");
    private readonly Statement _tables = new(database, "SELECT name FROM tables WHERE name >= ?1 ORDER BY name LIMIT ?2");
    private readonly Statement _entity = new(database, $"{Columns} WHERE table_id = ?1 AND pk = ?2 AND rk = ?3");
    private readonly Statement _partition = new(
        database, $"{Columns} WHERE table_id = ?1 AND pk = ?2 AND rk >= ?3 AND rk <= ?4 ORDER BY rk");

    private readonly Statement _scan = new(
        database, $"{Columns} WHERE table_id = ?1 AND (pk, rk) >= (?2, ?3) AND pk <= ?4 ORDER BY pk, rk");

    /// <summary>The table's id; null when there is no such table.</summary>
    public long? FindTable(string table)
    {
        using var run = _tableId.Start(table);
        return run.Read() ? run.Number(0) : null;
    }

    public long TableId(string table) => FindTable(table) ?? throw new TableErrorException(TableError.TableNotFound);

    /// <summary>Names of tables, starting at <paramref name="from"/>.</summary>
    public List<string> Tables(string from, int count)
    {
        using var run = _tables.Start(from, count);
        var names = new List<string>();
        while (run.Read())
            names.Add(run.Text(0));
        return names;
    }

    public StoredEntity? Find(long table, string partitionKey, string rowKey)
    {
        using var run = _entity.Start(table, partitionKey, rowKey);
        return run.Read() ? Entity(run) : null;
    }

    /// <summary>The entities of a range in key order, starting at <paramref name="start"/> if there is one.</summary>
    public IEnumerable<StoredEntity> Range(long table, KeyRange range, (string PartitionKey, string RowKey)? start)
    {
        var rowFrom = range.RowFrom ?? "";
        using var run = range.Partition is { } key
            ? _partition.Start(table, key, Later(rowFrom, start?.RowKey), UpTo(range.RowTo))
            : _scan.Start(table, start?.PartitionKey ?? range.PartitionFrom ?? "", start?.RowKey ?? "", UpTo(range.PartitionTo));
        while (run.Read())
            yield return Entity(run);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_tableId, _tables, _entity, _partition, _scan])
            statement.Dispose();
    }

    private static string Later(string key, string? other) => other is not null && TextOrder.Compare(other, key) > 0 ? other : key;

    private static Statement.Value UpTo(string? key) => key is null ? Beyond : key;

    private static StoredEntity Entity(Statement.Run run) =>
        new(run.Text(0), run.Text(1), run.Number(2), new DateTimeOffset(run.Number(3), TimeSpan.Zero), run.Bytes(4));
}
