namespace Accounts.Platform.Storage;

/// <summary>A row that was read before the first round; later rounds read it again.</summary>
/// <param name="read">The row as it was read.</param>
/// <param name="readAgain">Reads the row.</param>
public sealed class Known<T>(Stored<T> read, Func<Task<Stored<T>?>> readAgain)
{
    private Stored<T>? _read = read;

    /// <summary>The row for this round; null when it is gone.</summary>
    public async Task<Stored<T>?> ReadAsync()
    {
        var now = _read ?? await readAgain();
        _read = null;
        return now;
    }
}
