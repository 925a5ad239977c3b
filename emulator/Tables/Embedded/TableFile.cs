using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Tables;

/// <summary>
/// The SQLite file: one writer, and as many readers as there are reads at a time. In WAL mode they do not wait for
/// each other, and a commit is a write to the log that the operating system keeps when the process is killed
/// (synchronous=NORMAL leaves out only the flush to the disk, which guards against the loss of power).
/// </summary>
internal sealed class TableFile : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS tables (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS entities (
            table_id INTEGER NOT NULL,
            pk TEXT NOT NULL,
            rk TEXT NOT NULL,
            version INTEGER NOT NULL,
            written INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (table_id, pk, rk));
        CREATE TABLE IF NOT EXISTS clock (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
        INSERT OR IGNORE INTO clock VALUES (1, 0);
        """;

    // Only another process on the file could make one wait.
    private static readonly TimeSpan BusyLimit = TimeSpan.FromSeconds(10);

    private readonly string _connectionString;
    private readonly ConcurrentBag<TableReader> _idle = [];
    private readonly Lock _writing = new();
    private readonly TableWriter _writer;
    private volatile bool _closed;

    public TableFile(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        var connection = Connect();
        try
        {
            using var create = connection.CreateCommand();
            create.CommandText = Schema;
            create.ExecuteNonQuery();
            _writer = new TableWriter(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs one write at a time.</summary>
    public T Write<T>(Func<TableWriter, T> work)
    {
        lock (_writing)
        {
            ThrowIfClosed();
            return work(_writer);
        }
    }

    /// <summary>Runs a read; it sees all writes that were answered before it began.</summary>
    public T Read<T>(Func<TableReader, T> work)
    {
        ThrowIfClosed();
        var reader = _idle.TryTake(out var free) ? free : new TableReader(Connect());
        try
        {
            return work(reader);
        }
        finally
        {
            _idle.Add(reader);
            if (_closed)
                CloseIdle();
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (_closed)
                return;
            _closed = true;
            CloseIdle();
            _writer.Dispose();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new StoreIsDeadException();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";
            pragmas.ExecuteNonQuery();
            raw.sqlite3_busy_timeout(connection.Handle, (int)BusyLimit.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
