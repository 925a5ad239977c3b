using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Lists of instances, page by page.</summary>
internal sealed partial class DurableStore
{
    /// <summary>Instances ordered by id, starting after <paramref name="afterId"/>.</summary>
    public List<InstanceRow> List(InstanceFilter filter, string? afterId, int limit) => Sql(
        $"""
        SELECT {InstanceColumns} FROM instances
        WHERE id > ?1 AND id >= ?2 AND substr(id, 1, length(?2)) = ?2
            AND (?3 IS NULL OR status IN (SELECT value FROM json_each(?3)))
            AND created >= ?4 AND created <= ?5
        ORDER BY id LIMIT ?6
        """)
        .Bind(afterId ?? "").Bind(filter.Prefix ?? "").Bind(Numbers(filter.Statuses))
        .Bind(filter.From?.UtcTicks ?? 0).Bind(filter.To?.UtcTicks ?? long.MaxValue).Bind(limit).All(ReadInstance);

    /// <summary>Instances, the newest first, starting before <paramref name="beforeSequence"/>.</summary>
    public List<InstanceRow> Newest(InstanceFilter filter, long? beforeSequence, int limit) => Sql(
        $"""
        SELECT {InstanceColumns} FROM instances
        WHERE sequence < ?1 AND substr(id, 1, length(?2)) = ?2
            AND (?3 IS NULL OR status IN (SELECT value FROM json_each(?3)))
        ORDER BY sequence DESC LIMIT ?4
        """)
        .Bind(beforeSequence ?? long.MaxValue).Bind(filter.Prefix ?? "").Bind(Numbers(filter.Statuses)).Bind(limit).All(ReadInstance);

    private static string? Numbers(IReadOnlyCollection<OrchestrationStatus> statuses) =>
        statuses.Count == 0 ? null : $"[{string.Join(',', statuses.Select(status => (int)status))}]";
}

/// <summary>Which instances to list.</summary>
/// <param name="Statuses">Empty means all.</param>
internal sealed record InstanceFilter(
    string? Prefix, IReadOnlyCollection<OrchestrationStatus> Statuses, DateTimeOffset? From = null, DateTimeOffset? To = null);
