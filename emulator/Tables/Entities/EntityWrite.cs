using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>
/// One write to the store. Properties are without keys, Timestamp and nulls, and of the types
/// string, int, long, double, bool, <see cref="DateTimeOffset"/> (UTC), <see cref="Guid"/> or byte[].
/// If IfMatch is null, only the condition of the kind applies.
/// </summary>
internal sealed record EntityWrite(
    TableTransactionActionType Kind,
    string PartitionKey,
    string RowKey,
    string? IfMatch,
    Dictionary<string, object> Properties);
