using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>Lists of instances, page by page.</summary>
internal sealed partial class DurableStore
{
    /// <summary>Instances by id, from after <paramref name="afterId"/>.</summary>
    public List<InstanceRow> List(
        string? prefix, IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string? afterId, int limit) => Query(
        ReadInstance,
        $"""
        SELECT {InstanceColumns} FROM instances
        WHERE id > $after AND id >= $prefix AND substr(id, 1, length($prefix)) = $prefix
            AND ($statuses IS NULL OR status IN (SELECT value FROM json_each($statuses)))
            AND created >= $from AND created <= $to
        ORDER BY id LIMIT $limit
        """,
        ("$after", afterId ?? ""), ("$prefix", prefix ?? ""), ("$statuses", Numbers(statuses)),
        ("$from", from?.UtcTicks ?? 0), ("$to", to?.UtcTicks ?? long.MaxValue), ("$limit", limit));

    /// <summary>Instances, the newest first, from before <paramref name="beforeSequence"/>.</summary>
    public List<InstanceRow> Newest(string? prefix, IEnumerable<OrchestrationRuntimeStatus>? statuses, long? beforeSequence, int limit) => Query(
        ReadInstance,
        $"""
        SELECT {InstanceColumns} FROM instances
        WHERE sequence < $before AND substr(id, 1, length($prefix)) = $prefix
            AND ($statuses IS NULL OR status IN (SELECT value FROM json_each($statuses)))
        ORDER BY sequence DESC LIMIT $limit
        """,
        ("$before", beforeSequence ?? long.MaxValue), ("$prefix", prefix ?? ""), ("$statuses", Numbers(statuses)), ("$limit", limit));

    private static string? Numbers(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses is null ? null : $"[{string.Join(',', statuses.Select(status => (int)status))}]";
}
