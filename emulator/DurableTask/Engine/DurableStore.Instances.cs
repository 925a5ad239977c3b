using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>Instances and their histories.</summary>
internal sealed partial class DurableStore
{
    private const string InstanceColumns =
        "sequence, id, execution, name, status, created, updated, input, output, custom_status, failure, parent";

    public InstanceRow? Find(string id) =>
        Query(ReadInstance, $"SELECT {InstanceColumns} FROM instances WHERE id = $id", ("$id", id)).SingleOrDefault();

    public void Insert(InstanceRow row) => Execute(
        """
        INSERT INTO instances (id, execution, name, status, created, updated, input, parent_id, parent)
        VALUES ($id, $execution, $name, $status, $created, $updated, $input, $parentId, $parent)
        """,
        ("$id", row.Id), ("$execution", row.Execution), ("$name", row.Name), ("$status", (int)row.Status),
        ("$created", row.CreatedAt.UtcTicks), ("$updated", row.UpdatedAt.UtcTicks), ("$input", row.Input),
        ("$parentId", row.Parent?.InstanceId), ("$parent", row.Parent is null ? null : JsonSerializer.Serialize(row.Parent)));

    public void Update(InstanceRow row) => Execute(
        """
        UPDATE instances SET execution = $execution, status = $status, updated = $updated, input = $input, output = $output,
            custom_status = $customStatus, failure = $failure WHERE id = $id
        """,
        ("$id", row.Id), ("$execution", row.Execution), ("$status", (int)row.Status), ("$updated", row.UpdatedAt.UtcTicks),
        ("$input", row.Input), ("$output", row.Output), ("$customStatus", row.CustomStatus),
        ("$failure", row.Failure is null ? null : JsonSerializer.Serialize(row.Failure)));

    /// <summary>Removes the instance with its history and its inbox.</summary>
    public void Delete(string id)
    {
        Execute("DELETE FROM instances WHERE id = $id", ("$id", id));
        Execute("DELETE FROM inbox WHERE instance = $id", ("$id", id));
        DeleteHistory(id);
    }

    public List<HistoryEvent> History(string id) => Query(
        row => HistoryEvent.FromJson(row.GetString(0)),
        "SELECT event FROM history WHERE instance = $id ORDER BY position",
        ("$id", id));

    /// <summary>How the present execution began; null before its first step. A step begins with its time, so it is the second line at the latest.</summary>
    public ExecutionStarted? Start(string id) => Query(
        row => HistoryEvent.FromJson(row.GetString(0)),
        "SELECT event FROM history WHERE instance = $id ORDER BY position LIMIT 2",
        ("$id", id)).OfType<ExecutionStarted>().FirstOrDefault();

    public void Append(string id, int position, IEnumerable<HistoryEvent> events)
    {
        foreach (var line in events)
        {
            Execute(
                "INSERT INTO history (instance, position, event) VALUES ($id, $position, $event)",
                ("$id", id), ("$position", position++), ("$event", line.ToJson()));
        }
    }

    public void DeleteHistory(string id) => Execute("DELETE FROM history WHERE instance = $id", ("$id", id));

    /// <summary>Sub-orchestrations that an instance has called, of all its executions.</summary>
    public List<string> Children(string id) =>
        Query(row => row.GetString(0), "SELECT id FROM instances WHERE parent_id = $id", ("$id", id));

    /// <summary>Some instances that ended before a point in time.</summary>
    public List<string> EndedBefore(DateTimeOffset time, int limit) => Query(
        row => row.GetString(0),
        "SELECT id FROM instances WHERE status IN (1, 3, 5) AND updated < $time LIMIT $limit",
        ("$time", time.UtcTicks), ("$limit", limit));

    private static InstanceRow ReadInstance(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), (OrchestrationRuntimeStatus)row.GetInt32(4),
        Time(row, 5), Time(row, 6), Text(row, 7), Text(row, 8), Text(row, 9),
        Text(row, 10) is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure) : null,
        Text(row, 11) is { } parent ? JsonSerializer.Deserialize<ParentLink>(parent) : null);
}
