using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Instances and their histories.</summary>
internal sealed partial class DurableStore
{
    private const string InstanceColumns =
        "sequence, id, execution, name, status, created, updated, input, output, custom_status, failure, parent";

    public InstanceRow? Find(string id) => Sql($"SELECT {InstanceColumns} FROM instances WHERE id = ?").Bind(id).First(ReadInstance);

    /// <summary>The execution of an instance that has not ended; null when there is none. Cheaper than the whole row.</summary>
    public string? RunningExecution(string id) => Sql("SELECT execution FROM instances WHERE id = ? AND status NOT IN (1, 3, 5)")
        .Bind(id).First(row => row.Text(0));

    public void Insert(InstanceRow row) => Sql(
        """
        INSERT INTO instances (id, execution, name, status, created, updated, input, parent_id, parent)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
        .Bind(row.Id).Bind(row.Execution).Bind(row.Name).Bind((int)row.Status).Bind(row.CreatedAt).Bind(row.UpdatedAt)
        .Bind(row.Input).Bind(row.Parent?.OrchestrationInstance.InstanceId).Bind(row.Parent?.ToByteArray()).Run();

    public void Update(InstanceRow row) => Sql(
        """
        UPDATE instances SET execution = ?, status = ?, updated = ?, input = ?, output = ?, custom_status = ?, failure = ? WHERE id = ?
        """)
        .Bind(row.Execution).Bind((int)row.Status).Bind(row.UpdatedAt).Bind(row.Input).Bind(row.Output)
        .Bind(row.CustomStatus).Bind(row.Failure?.ToByteArray()).Bind(row.Id).Run();

    /// <summary>Removes the instance with its history and its inbox.</summary>
    public void Delete(string id)
    {
        if (Sql("DELETE FROM instances WHERE id = ?").Bind(id).Run() == 0)
            return;
        ClearInbox(id);
        DeleteHistory(id);
    }

    /// <summary>The events of the present execution, and the number of steps that added them.</summary>
    public (HistoryChunk Events, int Steps) History(string id)
    {
        var history = new HistoryChunk();
        var steps = Sql("SELECT events FROM history WHERE instance = ? ORDER BY step").Bind(id).All(row =>
        {
            history.MergeFrom(row.Bytes(0));
            return true;
        });
        return (history, steps.Count);
    }

    public void Append(string id, int step, HistoryChunk events) =>
        Sql("INSERT INTO history (instance, step, events) VALUES (?, ?, ?)").Bind(id).Bind(step).Bind(events.ToByteArray()).Run();

    public void DeleteHistory(string id) => Sql("DELETE FROM history WHERE instance = ?").Bind(id).Run();

    /// <summary>Sub-orchestrations that an instance has called, in all its executions.</summary>
    public List<string> Children(string id) => Sql("SELECT id FROM instances WHERE parent_id = ?").Bind(id).All(row => row.Text(0)!);

    /// <summary>Up to <paramref name="limit"/> instances that ended before <paramref name="time"/>.</summary>
    public List<string> EndedBefore(DateTimeOffset time, int limit) =>
        Sql("SELECT id FROM instances WHERE status IN (1, 3, 5) AND updated < ? LIMIT ?").Bind(time).Bind(limit).All(row => row.Text(0)!);

    private static InstanceRow ReadInstance(Statement row) => new(
        row.Number(0), row.Text(1)!, row.Text(2)!, row.Text(3)!, (OrchestrationStatus)row.Number(4), row.Time(5), row.Time(6),
        row.Text(7), row.Text(8), row.Text(9),
        row.IsNull(10) ? null : TaskFailureDetails.Parser.ParseFrom(row.Bytes(10)),
        row.IsNull(11) ? null : ParentInstanceInfo.Parser.ParseFrom(row.Bytes(11)));
}
