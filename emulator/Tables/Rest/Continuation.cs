namespace Accounts.Emulator.Tables;

/// <summary>
/// The keys at which the next page starts; callers send them back. They are escaped, because they are sent in headers and
/// the client joins both with a space.
/// </summary>
internal static class Continuation
{
    private const string Mark = "1!";

    public static string Write(string key) => Mark + Uri.EscapeDataString(key);

    /// <exception cref="TableErrorException">The token is not from this store.</exception>
    public static (string PartitionKey, string RowKey)? Read(string? partitionKey, string? rowKey) =>
        partitionKey is null ? null : (Key(partitionKey), rowKey is null ? "" : Key(rowKey));

    private static string Key(string token) => token.StartsWith(Mark, StringComparison.Ordinal)
        ? Uri.UnescapeDataString(token[Mark.Length..])
        : throw new TableErrorException(TableError.QueryParameterInvalid);
}
