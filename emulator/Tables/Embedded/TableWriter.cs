using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>The statements that write. Used by one thread at a time; everything between begin and commit holds together.</summary>
internal sealed class TableWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _advance = new(connection, "UPDATE clock SET version = max(version, ?1) + ?2 RETURNING version", 2);
    private readonly Statement _tableId = new(connection, "SELECT id FROM tables WHERE name = ?1", 1);
    private readonly Statement _addTable = new(connection, "INSERT INTO tables (name) VALUES (?1) ON CONFLICT DO NOTHING", 1);
    private readonly Statement _removeTable = new(connection, "DELETE FROM tables WHERE id = ?1", 1);
    private readonly Statement _removeAll = new(connection, "DELETE FROM entities WHERE table_id = ?1", 1);
    private readonly Statement _find = new(connection, "SELECT version, body FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk = ?3", 3);
    private readonly Statement _put = new(
        connection,
        """
        INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET version = excluded.version, written = excluded.written, body = excluded.body
        """,
        6);

    private readonly Statement _remove = new(connection, "DELETE FROM entities WHERE table_id = ?1 AND pk = ?2 AND rk = ?3", 3);

    /// <summary>Runs work that is stored as a whole, or not at all when it throws.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        _begin.Execute();
        try
        {
            var result = work();
            _commit.Execute();
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
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on some errors and has nothing left to roll back; the cause tells more than that.
        }
    }

    public bool AddTable(string name) => _addTable.Execute(name) == 1;

    public bool RemoveTable(string name)
    {
        if (_tableId.Scalar(name) is not long id)
            return false;
        _removeAll.Execute(id);
        _removeTable.Execute(id);
        return true;
    }

    public long FindTable(string name) =>
        _tableId.Scalar(name) as long? ?? throw new TableErrorException(TableError.TableNotFound);

    /// <summary>Takes versions for a number of writes; the first one of them.</summary>
    public long NextVersions(DateTimeOffset now, int count) => (long)_advance.Scalar(now.UtcTicks, count)! - count + 1;

    /// <summary>Does one write under its conditions.</summary>
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
            _put.Execute(table, write.PartitionKey, write.RowKey, version, now.UtcTicks, merges && stored is { } old ? Merge(old.Body, write) : encoded);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _advance, _tableId, _addTable, _removeTable, _removeAll, _find, _put, _remove])
            statement.Dispose();
        connection.Dispose();
    }

    private (long Version, byte[] Body)? Find(long table, EntityWrite write)
    {
        using var rows = _find.Query(table, write.PartitionKey, write.RowKey);
        return rows.Read() ? (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : null;
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
