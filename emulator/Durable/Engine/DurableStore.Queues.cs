using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The queues: messages to instances, including those that are due later, and activities.</summary>
internal sealed partial class DurableStore
{
    private long _lastMessage;

    /// <summary>Puts a message in an instance's inbox.</summary>
    /// <param name="execution">The only execution that may take it; null for any.</param>
    /// <param name="due">When it may be processed.</param>
    /// <param name="planned">Whether it must wait until then.</param>
    public void Send(string instance, string? execution, DateTimeOffset due, bool planned, HistoryEvent message) =>
        Sql("INSERT INTO inbox (instance, due, id, execution, planned, event) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(instance).Bind(due).Bind(++_lastMessage).Bind(execution).Bind(planned ? 1 : 0).Bind(message.ToByteArray()).Run();

    /// <summary>
    /// The messages that an instance can process now, oldest first: timers by due time, all others by arrival.
    /// An unplanned message is included even if its time is in the future: then the clock was set back after it arrived.
    /// </summary>
    public List<Message> Inbox(string instance, DateTimeOffset until) =>
        Sql("SELECT due, id, event FROM inbox WHERE instance = ? AND (due <= ? OR planned = 0) ORDER BY due, id")
            .Bind(instance)
                .Bind(until)
                .All(row => new Message(instance, row.Time(0), row.Number(1), HistoryEvent.Parser.ParseFrom(row.Bytes(2))));

    public void Delete(Message message) => Sql("DELETE FROM inbox WHERE instance = ? AND due = ? AND id = ?")
        .Bind(message.Instance).Bind(message.Due).Bind(message.Id).Run();

    /// <summary>Removes all messages.</summary>
    public void ClearInbox(string instance) => Sql("DELETE FROM inbox WHERE instance = ?").Bind(instance).Run();

    /// <summary>Removes the messages that only this execution may take.</summary>
    public void ClearInbox(string instance, string execution) =>
        Sql("DELETE FROM inbox WHERE instance = ? AND execution = ?").Bind(instance).Bind(execution).Run();

    /// <summary>Instances with a planned message due later than <paramref name="after"/> and until <paramref name="until"/>.</summary>
    public List<string> DueBetween(DateTimeOffset after, DateTimeOffset until) => Sql(
        "SELECT instance FROM inbox WHERE planned = 1 AND due > ? AND due <= ? GROUP BY instance ORDER BY MIN(due), MIN(id)")
        .Bind(after).Bind(until).All(row => row.Text(0)!);

    /// <summary>Instances with a message that does not wait for a time.</summary>
    public List<string> Unplanned() =>
        Sql("SELECT instance FROM inbox WHERE planned = 0 GROUP BY instance ORDER BY MIN(id)").All(row => row.Text(0)!);

    public DateTimeOffset? NextDueAfter(DateTimeOffset time) => Sql("SELECT MIN(due) FROM inbox WHERE planned = 1 AND due > ?")
        .Bind(time).First(row => row.IsNull(0) ? (DateTimeOffset?)null : row.Time(0));

    /// <summary>Stores an activity, and returns it with the id of its row.</summary>
    public QueuedActivity Enqueue(QueuedActivity activity) => activity with
    {
        Id = Sql("INSERT INTO activities (instance, execution, task, name, input, trace) VALUES (?, ?, ?, ?, ?, ?) RETURNING id")
            .Bind(activity.Instance).Bind(activity.Execution).Bind(activity.Task).Bind(activity.Name).Bind(activity.Input)
            .Bind(activity.TraceParent).First(row => row.Number(0)),
    };

    public List<QueuedActivity> Activities() =>
        Sql("SELECT id, instance, execution, task, name, input, trace FROM activities ORDER BY id").All(row => new QueuedActivity(
            row.Number(0), row.Text(1)!, row.Text(2)!, (int)row.Number(3), row.Text(4)!, row.Text(5), row.Text(6)));

    public void DeleteActivity(long id) => Sql("DELETE FROM activities WHERE id = ?").Bind(id).Run();
}

internal sealed record Message(string Instance, DateTimeOffset Due, long Id, HistoryEvent Event);

/// <summary>An activity that was requested and has no stored result.</summary>
/// <param name="Task">The number of the call within the orchestration.</param>
/// <param name="TraceParent">The parent span; null when the activity is not traced.</param>
internal sealed record QueuedActivity(
    long Id, string Instance, string Execution, int Task, string Name, string? Input, string? TraceParent);
