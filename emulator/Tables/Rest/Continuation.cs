namespace Accounts.Emulator.Tables;

/// <summary>
/// The keys at which the next page starts, for callers to hand back. Escaped, because they travel in headers and the
/// client puts both into one text with a space between.
/// </summary>
internal static class Continuation
{
    private const string Mark = "1!";

    public static string Write(string key) => Mark + Uri.EscapeDataString(key);

    /// <exception cref="TableErrorException">The token is made up.</exception>
    public static (string PartitionKey, string RowKey)? Read(string? partitionKey, string? rowKey) =>
        partitionKey is null ? null : (Key(partitionKey), rowKey is null ? "" : Key(rowKey));

    private static string Key(string token) => token.StartsWith(Mark, StringComparison.Ordinal)
        ? Uri.UnescapeDataString(token[Mark.Length..])
        : throw new TableErrorException(TableError.QueryParameterInvalid);
}
