using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>A prepared statement with parameters ?1, ?2, …</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters = 0)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"?{i}"), Value = DBNull.Value });
    }

    public SqliteDataReader Query(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public object? Scalar(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteScalar();
    }

    public int Execute(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i];
    }
}
