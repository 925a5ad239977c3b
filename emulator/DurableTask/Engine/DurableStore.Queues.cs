namespace Accounts.Emulator.DurableTask;

/// <summary>What waits to be taken: messages to instances, also those that are due later, and activities.</summary>
internal sealed partial class DurableStore
{
    /// <summary>Puts a message in an instance's inbox.</summary>
    /// <param name="execution">The only execution that may take it; null for any.</param>
    /// <param name="due">When it may be taken.</param>
    public void Send(string instance, string? execution, DateTimeOffset due, HistoryEvent message) => Execute(
        "INSERT INTO inbox (instance, execution, due, timer, event) VALUES ($instance, $execution, $due, $timer, $event)",
        ("$instance", instance), ("$execution", execution), ("$due", due.UtcTicks),
        ("$timer", (message as TimerFired)?.Id), ("$event", message.ToJson()));

    /// <summary>What an instance may take by now, oldest first: timers by the time they fire, everything else by the time it came.</summary>
    public List<Message> Inbox(string instance, DateTimeOffset until) => Query(
        row => new Message(row.GetInt64(0), HistoryEvent.FromJson(row.GetString(1))),
        "SELECT id, event FROM inbox WHERE instance = $instance AND due <= $until ORDER BY due, id",
        ("$instance", instance), ("$until", until.UtcTicks));

    public void DeleteMessage(long id) => Execute("DELETE FROM inbox WHERE id = $id", ("$id", id));

    public void DeleteTimer(string instance, string execution, int timer) => Execute(
        "DELETE FROM inbox WHERE instance = $instance AND execution = $execution AND timer = $timer",
        ("$instance", instance), ("$execution", execution), ("$timer", timer));

    /// <summary>Removes what only a past execution could take, or everything.</summary>
    public void ClearInbox(string instance, string? execution) => Execute(
        "DELETE FROM inbox WHERE instance = $instance AND ($execution IS NULL OR execution = $execution)",
        ("$instance", instance), ("$execution", execution));

    /// <summary>Instances with something that fell due after one point in time, up to another.</summary>
    public List<string> DueBetween(DateTimeOffset after, DateTimeOffset until) => Query(
        row => row.GetString(0),
        "SELECT instance FROM inbox WHERE due > $after AND due <= $until GROUP BY instance ORDER BY MIN(due), MIN(id)",
        ("$after", after.UtcTicks), ("$until", until.UtcTicks));

    /// <summary>
    /// Messages that were due when they came and no longer are, because the clock has been set back since.
    /// What waits on purpose is none of them: timers, and starts that are due later than they were asked for.
    /// </summary>
    public List<long> Stranded(DateTimeOffset now) => [.. Query(
        row => (Due: Time(row, 1), Message: new Message(row.GetInt64(0), HistoryEvent.FromJson(row.GetString(2)))),
        "SELECT id, due, event FROM inbox WHERE due > $now AND timer IS NULL ORDER BY due, id",
        ("$now", now.UtcTicks))
        .Where(row => row.Message.Event is not ExecutionStarted || row.Due <= row.Message.Event.At)
        .Select(row => row.Message.Id)];

    public void MakeDue(long id, DateTimeOffset now) =>
        Execute("UPDATE inbox SET due = $now WHERE id = $id", ("$now", now.UtcTicks), ("$id", id));

    public DateTimeOffset? NextDueAfter(DateTimeOffset time) => Query(
        row => row.IsDBNull(0) ? (DateTimeOffset?)null : Time(row, 0),
        "SELECT MIN(due) FROM inbox WHERE due > $time",
        ("$time", time.UtcTicks)).Single();

    public long Enqueue(string instance, string execution, ActivityScheduled activity) => Query(
        row => row.GetInt64(0),
        "INSERT INTO activities (instance, execution, step, name, input) VALUES ($instance, $execution, $step, $name, $input) RETURNING id",
        ("$instance", instance), ("$execution", execution), ("$step", activity.Id), ("$name", activity.Name), ("$input", activity.Input)).Single();

    public List<long> ActivityIds() => Query(row => row.GetInt64(0), "SELECT id FROM activities ORDER BY id");

    public QueuedActivity? FindActivity(long id) => Query(
        row => new QueuedActivity(id, row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), Text(row, 4)),
        "SELECT instance, execution, step, name, input FROM activities WHERE id = $id",
        ("$id", id)).SingleOrDefault();

    public void DeleteActivity(long id) => Execute("DELETE FROM activities WHERE id = $id", ("$id", id));
}

/// <summary>A message in an inbox.</summary>
internal sealed record Message(long Id, HistoryEvent Event);

/// <summary>An activity that was asked for and has no stored outcome.</summary>
internal sealed record QueuedActivity(long Id, string Instance, string Execution, int Step, string Name, string? Input);
