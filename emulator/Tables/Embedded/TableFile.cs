using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>
/// The SQLite file, used by one thread at a time: a read takes a few microseconds, less than the file locks that several
/// connections would need. In WAL mode a commit is a write to the log, which the operating system keeps when the process
/// is killed. synchronous=NORMAL omits only the flush to the disk, which protects against a loss of power.
/// </summary>
internal sealed class TableFile : IDisposable
{
    // Exclusive: one lock at the start, and no shared memory. A checkpoint flushes to the disk, so there are few.
    private const string Pragmas =
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000;";

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

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TableReader _reader;
    private readonly TableWriter _writer;
    private bool _closed;

    public TableFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            using var prepare = _connection.CreateCommand();
            prepare.CommandText = Pragmas + Schema;
            prepare.ExecuteNonQuery();
            _reader = new TableReader(_connection.Handle!);
            _writer = new TableWriter(_connection.Handle!);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public T Write<T>(Func<TableWriter, T> work)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            return work(_writer);
        }
    }

    /// <summary>Runs a read; it sees all writes that were answered before it began.</summary>
    public T Read<T>(Func<TableReader, T> work)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            return work(_reader);
        }
    }

    public void LimitPages(long count)
    {
        lock (_gate)
        {
            using var limit = new Statement(_connection.Handle!, FormattableString.Invariant($"PRAGMA max_page_count = {count}"));
            limit.Execute();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            _reader.Dispose();
            _writer.Dispose();
            _connection.Dispose();
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new StoreIsDeadException();
    }
}
