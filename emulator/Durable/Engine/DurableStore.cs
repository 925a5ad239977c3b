using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Durable;

/// <summary>
/// The engine's file: instances, their histories and inboxes, and the activities that wait to run. Events are stored in the
/// protocol's format. There is one writer and one connection; callers hold <see cref="Sync"/>. After <c>kill -9</c> a commit is
/// stored whole or not at all.
/// </summary>
internal sealed partial class DurableStore : IDisposable
{
    private const int Version = 2;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS instances (
            sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, execution TEXT NOT NULL, name TEXT NOT NULL,
            status INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
            input TEXT, output TEXT, custom_status TEXT, failure BLOB, parent_id TEXT, parent BLOB);
        CREATE INDEX IF NOT EXISTS instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS instances_by_end ON instances (updated) WHERE status IN (1, 3, 5);
        CREATE TABLE IF NOT EXISTS history (
            instance TEXT NOT NULL, step INTEGER NOT NULL, events BLOB NOT NULL, PRIMARY KEY (instance, step)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS inbox (
            instance TEXT NOT NULL, due INTEGER NOT NULL, id INTEGER NOT NULL, execution TEXT, planned INTEGER NOT NULL,
            event BLOB NOT NULL, PRIMARY KEY (instance, due, id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS inbox_by_due ON inbox (due) WHERE planned = 1;
        CREATE TABLE IF NOT EXISTS activities (
            id INTEGER PRIMARY KEY, instance TEXT NOT NULL, execution TEXT NOT NULL, task INTEGER NOT NULL,
            name TEXT NOT NULL, input TEXT, trace TEXT);
        CREATE TABLE IF NOT EXISTS space (bytes BLOB);
        BEGIN IMMEDIATE; COMMIT;
        """;

    private readonly SqliteConnection _connection;
    private readonly FaultPoints _faults;
    private readonly WriteWatch? _watch;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public DurableStore(EngineOptions options)
    {
        (_faults, _watch) = (options.FaultPoints, options.Watch);
        Directory.CreateDirectory(options.Folder);
        var file = Path.Combine(options.Folder, "durable.db");
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            _connection.Open();
            // One by one, because a batch reports only errors up to its first row.
            Execute("PRAGMA locking_mode = EXCLUSIVE");
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = NORMAL");
            Execute("PRAGMA temp_store = MEMORY");
            CheckVersion(file);
            Execute(Schema);
            // Rare checkpoints save writes: each writes a page once, however often it changed.
            Execute("PRAGMA wal_autocheckpoint = 4000");
            _lastMessage = Sql("SELECT MAX(id) FROM inbox").First(row => row.Number(0));
        }
        catch (Exception e)
        {
            Dispose();
            if (e is SqliteException refusal)
                throw new IOException(Sentence(file, refusal), refusal);
            throw;
        }
    }

    /// <summary>Callers hold this lock while they read or write.</summary>
    public Lock Sync { get; } = new();

    /// <summary>False after a commit that found no space, until one succeeds.</summary>
    public bool CanWrite { get; private set; } = true;

    public void ReachFaultPoint()
    {
        ThrowIfDead();
        if (_faults.Reach())
        {
            Death = new($"The engine was killed at fault point {_faults.Reached}.");
            throw Death;
        }
    }

    /// <summary>Nothing is written after this.</summary>
    public void Dispose()
    {
        Death ??= new("The engine is closed.");
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private void CheckVersion(string file)
    {
        var version = Sql("PRAGMA user_version").First(row => row.Number(0));
        var isNew = Sql("SELECT COUNT(*) FROM sqlite_master").First(row => row.Number(0)) == 0;
        if (!isNew && version != Version)
        {
            throw new IOException(
                $"The orchestrations in {file} were written by another version of the emulator. Delete the file to start with none.");
        }

        if (isNew)
            Execute($"PRAGMA user_version = {Version}");
    }

    private static string Sentence(string file, SqliteException refusal) => refusal.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED
        ? $"The orchestrations in {file} are in use by another process."
        : $"The orchestrations in {file} cannot be opened: {refusal.Message}";

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private Statement Sql(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(_connection.Handle!, sql);
        return statement;
    }
}
