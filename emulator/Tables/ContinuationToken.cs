namespace Accounts.Emulator.Tables;

/// <summary>The keys at which the next page starts, as one string for callers to hand back: both keys, escaped, with a space between.</summary>
internal static class ContinuationToken
{
    public static string Write((string PartitionKey, string RowKey) next) =>
        $"{Uri.EscapeDataString(next.PartitionKey)} {Uri.EscapeDataString(next.RowKey)}";

    /// <exception cref="ArgumentException">No token of ours.</exception>
    public static (string PartitionKey, string RowKey) Read(string token)
    {
        var keys = token.Split(' ');
        return keys.Length == 2
            ? (Uri.UnescapeDataString(keys[0]), Uri.UnescapeDataString(keys[1]))
            : throw new ArgumentException("This is no continuation token.", nameof(token));
    }
}
