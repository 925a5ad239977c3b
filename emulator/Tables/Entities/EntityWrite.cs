using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>
/// One write as it goes to a store. Properties are without keys, Timestamp and nulls, and of the types
/// string, int, long, double, bool, <see cref="DateTimeOffset"/> (UTC), <see cref="Guid"/> or byte[].
/// IfMatch null means no condition beyond that of the kind.
/// </summary>
internal sealed record EntityWrite(
    TableTransactionActionType Kind,
    string PartitionKey,
    string RowKey,
    string? IfMatch,
    Dictionary<string, object> Properties);

/// <summary>What is asked of a table: filter, page size (1 to 1000), properties, and where the page starts.</summary>
internal sealed record EntityQuery(string? Filter, int? Top, IReadOnlyList<string>? Select, string? Continuation);
