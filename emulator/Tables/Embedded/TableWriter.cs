using Azure.Data.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Tables;

/// <summary>The statements that write. Used by one thread at a time.</summary>
internal sealed class TableWriter(sqlite3 database) : IDisposable
{
    private readonly Statement _begin = new(database, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(database, "COMMIT");
    private readonly Statement _rollback = new(database, "ROLLBACK");
    private readonly Statement _tableId = new(database, "SELECT id FROM tables WHERE name = ?1");
    private readonly Statement _addTable = new(database, "INSERT INTO tables (name) VALUES (?1) ON CONFLICT DO NOTHING RETURNING id");
    private readonly Statement _removeTable = new(database, "DELETE FROM tables WHERE id = ?1");
    private readonly Statement _removeAll = new(database, "DELETE FROM entities WHERE table_id = ?1");
    private readonly Statement _find = new(database, "SELECT version, body FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk = ?3");
    private readonly Statement _put = new(
        database,
        """
        INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET version = excluded.version, written = excluded.written, body = excluded.body
        """);

    private readonly Statement _remove = new(database, "DELETE FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk = ?3");

    private readonly VersionCounter _versions = new(database);

    /// <summary>Runs work that is stored as a whole, or not at all when it throws.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        _begin.Execute();
        try
        {
            var result = work();
            _commit.Execute();
            _versions.Commit();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        _versions.RollBack();
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // On some errors SQLite rolls back automatically, and this one fails. The first exception says more.
        }
    }

    public bool AddTable(string name)
    {
        using var run = _addTable.Start(name);
        return run.Read();
    }

    public bool RemoveTable(string name)
    {
        if (TableId(name) is not { } id)
            return false;
        _removeAll.Execute(id);
        _removeTable.Execute(id);
        return true;
    }

    public long FindTable(string name) => TableId(name) ?? throw new TableErrorException(TableError.TableNotFound);

    /// <summary>Takes versions for a number of writes, and returns the first one.</summary>
    public long NextVersions(DateTimeOffset now, int count) => _versions.Next(now, count);

    /// <summary>Runs one write if its conditions hold.</summary>
    /// <param name="table">Id of the table.</param>
    /// <param name="write">What to write.</param>
    /// <param name="encoded">The write's properties as JSON.</param>
    /// <param name="version">The entity's new version.</param>
    /// <param name="now">The entity's new time stamp.</param>
    public void Apply(long table, EntityWrite write, byte[] encoded, long version, DateTimeOffset now)
    {
        var stored = Find(table, write);
        var merges = write.Kind is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        switch (write.Kind)
        {
            case TableTransactionActionType.Add when stored is not null:
                throw new TableErrorException(TableError.EntityAlreadyExists);
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete:
                if (stored is null)
                    throw new TableErrorException(TableError.EntityNotFound);
                StoredVersion.Check(write.IfMatch, stored.Value.Version);
                break;
        }

        if (write.Kind == TableTransactionActionType.Delete)
            _remove.Execute(table, write.PartitionKey, write.RowKey);
        else
            Put(merges && stored is { } old ? Merge(old.Body, write) : encoded);

        void Put(byte[] body) => _put.Execute(table, write.PartitionKey, write.RowKey, version, now.UtcTicks, body);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _tableId, _addTable, _removeTable])
            statement.Dispose();
        foreach (var statement in (Statement[])[_removeAll, _find, _put, _remove])
            statement.Dispose();
        _versions.Dispose();
    }

    private long? TableId(string name)
    {
        using var run = _tableId.Start(name);
        return run.Read() ? run.Number(0) : null;
    }

    private (long Version, byte[] Body)? Find(long table, EntityWrite write)
    {
        using var run = _find.Start(table, write.PartitionKey, write.RowKey);
        return run.Read() ? (run.Number(0), run.Bytes(1)) : null;
    }

    private static byte[] Merge(byte[] stored, EntityWrite write)
    {
        var properties = EntityJson.Read(stored);
        foreach (var (name, value) in write.Properties)
            properties[name] = value;
        EntityLimits.CheckEntity(write.PartitionKey, write.RowKey, properties);
        return EntityJson.Write(properties);
    }
}
