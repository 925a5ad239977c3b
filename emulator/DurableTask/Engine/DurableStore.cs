using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// The engine's file: instances, their histories, the inbox of each, and the activities that wait to be run.
/// One writer, one connection; callers hold <see cref="Sync"/>. A commit is whole or absent after <c>kill -9</c>.
/// </summary>
internal sealed partial class DurableStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS instances (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, execution TEXT NOT NULL, name TEXT NOT NULL,
            status INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
            input TEXT, output TEXT, custom_status TEXT, failure TEXT, parent_id TEXT, parent TEXT);
        CREATE INDEX IF NOT EXISTS instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS instances_by_end ON instances (updated) WHERE status IN (1, 3, 5);
        CREATE TABLE IF NOT EXISTS history (
            instance TEXT NOT NULL, position INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (instance, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS inbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT, due INTEGER NOT NULL, timer INTEGER, event TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS inbox_by_instance ON inbox (instance, due);
        CREATE INDEX IF NOT EXISTS inbox_by_due ON inbox (due, instance);
        CREATE TABLE IF NOT EXISTS activities (
            id INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL, input TEXT);
        BEGIN IMMEDIATE; COMMIT;
        """;

    private readonly SqliteConnection _connection;
    private readonly FaultPoints _faults;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public DurableStore(string folder, FaultPoints faults)
    {
        _faults = faults;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "durable.db");
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            _connection.Open();
            // One by one: of a batch, only errors up to the first row are reported.
            Execute("PRAGMA locking_mode = EXCLUSIVE");
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = NORMAL");
            Execute(Schema);
        }
        catch (SqliteException e)
        {
            Dispose();
            throw new IOException(
                e.SqliteErrorCode is 5 or 6
                    ? $"The orchestrations in {file} are in use by another process."
                    : $"The orchestrations in {file} cannot be opened: {e.Message}",
                e);
        }
    }

    /// <summary>Held by whoever reads or writes here.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Why nothing is written any more; null while all is well.</summary>
    public EngineDiedException? Death { get; private set; }

    /// <summary>Runs the writes of <paramref name="work"/> as one transaction.</summary>
    public T Commit<T>(Func<T> work)
    {
        ReachFaultPoint();
        T result;
        try
        {
            Execute("BEGIN IMMEDIATE");
            result = work();
            Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            // What was written of it is rolled back when the file is opened again.
            Fail(e);
            throw Death!;
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }

        ReachFaultPoint();
        return result;
    }

    public void ReachFaultPoint()
    {
        ThrowIfDead();
        if (_faults.Reach())
        {
            Death = new($"The engine was killed at fault point {_faults.Reached}.");
            throw Death;
        }
    }

    public void ThrowIfDead()
    {
        if (Death is not null)
        {
            throw Death;
        }
    }

    /// <summary>Stops all writing, because what is in memory may no longer be what is stored.</summary>
    public void Fail(Exception cause) => Death ??= new("The storage of the orchestrations failed: " + cause.Message, cause);

    /// <summary>Nothing is written after this.</summary>
    public void Dispose()
    {
        Death ??= new("The engine is closed.");
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQuery();

    private List<T> Query<T>(Func<SqliteDataReader, T> map, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Command(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    // Kept, because preparing a statement takes longer than running it.
    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this class; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
        }

        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
