using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Tables;

/// <summary>
/// A statement with parameters ?1, ?2, …, prepared once. It uses SQLite's own calls, because <see cref="SqliteCommand"/>
/// looks up each parameter by name in each run and takes several times as long as a point read.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int LongestOnStack = 512;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    /// <summary>Starts a run with these values. It ends when it is disposed.</summary>
    public Run Start(params ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < values.Length; i++)
            Bind(i + 1, values[i]);
        return new Run(this);
    }

    /// <summary>Runs the statement to its end and ignores its rows.</summary>
    public void Execute(params ReadOnlySpan<Value> values)
    {
        using var run = Start(values);
        while (run.Read())
        {
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int index, Value value)
    {
        if (value.Text is { } text)
        {
            var size = Encoding.UTF8.GetMaxByteCount(text.Length);
            Span<byte> buffer = size <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[size];
            raw.sqlite3_bind_text(_statement, index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        }
        else if (value.Bytes is { } bytes)
        {
            raw.sqlite3_bind_blob(_statement, index, bytes);
        }
        else
        {
            raw.sqlite3_bind_int64(_statement, index, value.Number);
        }
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _database);
        return result == raw.SQLITE_ROW;
    }

    internal readonly record struct Value(long Number, string? Text, byte[]? Bytes)
    {
        public static implicit operator Value(long number) => new(number, null, null);

        public static implicit operator Value(string text) => new(0, text, null);

        public static implicit operator Value(byte[] bytes) => new(0, null, bytes);
    }

    /// <summary>One run, row by row.</summary>
    internal readonly struct Run(Statement statement) : IDisposable
    {
        public bool Read() => statement.Step();

        public long Number(int column) => raw.sqlite3_column_int64(statement._statement, column);

        public string Text(int column) => raw.sqlite3_column_text(statement._statement, column).utf8_to_string();

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement._statement, column).ToArray();

        // The result repeats an error that the run has already thrown.
        public void Dispose() => raw.sqlite3_reset(statement._statement);
    }
}
