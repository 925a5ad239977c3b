namespace Accounts.Emulator.Tables;

/// <summary>The keys at which the next page starts, as one string for callers to hand back: both keys, escaped, with a space between.</summary>
internal static class ContinuationToken
{
    public static string Write((string PartitionKey, string RowKey) next) =>
        $"{Uri.EscapeDataString(next.PartitionKey)} {Uri.EscapeDataString(next.RowKey)}";

    /// <summary>Takes any text: a made-up token is just another place to start, inside of what the filter allows.</summary>
    public static (string PartitionKey, string RowKey) Read(string token)
    {
        var keys = token.Split(' ', 2);
        return (Uri.UnescapeDataString(keys[0]), keys.Length == 2 ? Uri.UnescapeDataString(keys[1]) : "");
    }
}
