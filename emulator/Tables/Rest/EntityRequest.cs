using System.Text.Json;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>Turns a request that writes an entity, alone or within a transaction, into the write it asks for.</summary>
internal static class EntityRequest
{
    /// <exception cref="TableErrorException">The request does not follow the protocol.</exception>
    public static EntityWrite Read(string method, TableResource resource, string? ifMatch, ReadOnlyMemory<byte> body)
    {
        var isInsert = resource.Kind == TableResourceKind.Entities;
        if (!isInsert && resource.Kind != TableResourceKind.Entity)
            throw new TableErrorException(TableError.NotImplemented);
        var kind = KindOf(method, isInsert, ifMatch is not null);
        var properties = kind == TableTransactionActionType.Delete ? [] : Properties(body);
        var (partitionKey, rowKey) = isInsert
            ? (Key(properties, "PartitionKey"), Key(properties, "RowKey"))
            : (resource.PartitionKey, resource.RowKey);
        foreach (var system in (ReadOnlySpan<string>)["PartitionKey", "RowKey", "Timestamp", EntityJson.ETagName])
            properties.Remove(system);
        return new EntityWrite(kind, partitionKey, rowKey, ifMatch, properties);
    }

    private static TableTransactionActionType KindOf(string method, bool isInsert, bool matches) => (method, isInsert, matches) switch
    {
        ("POST", true, _) => TableTransactionActionType.Add,
        ("PUT", false, true) => TableTransactionActionType.UpdateReplace,
        ("PUT", false, false) => TableTransactionActionType.UpsertReplace,
        ("PATCH" or "MERGE", false, true) => TableTransactionActionType.UpdateMerge,
        ("PATCH" or "MERGE", false, false) => TableTransactionActionType.UpsertMerge,
        ("DELETE", false, true) => TableTransactionActionType.Delete,
        ("DELETE", false, false) => throw new TableErrorException(TableError.ConditionMissing),
        _ => throw new TableErrorException(TableError.NotImplemented),
    };

    private static Dictionary<string, object> Properties(ReadOnlyMemory<byte> body)
    {
        try
        {
            return EntityJson.Read(body.Span);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new TableErrorException(TableError.BodyInvalid);
        }
    }

    private static string Key(Dictionary<string, object> properties, string name) =>
        properties.GetValueOrDefault(name) as string ?? throw new TableErrorException(TableError.KeysMissing);
}
