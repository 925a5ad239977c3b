using Accounts.Emulator.Dashboard;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>
/// A history that shows each request together with its result and its duration. <see cref="HistoryText"/> lists the same
/// events one by one.
/// </summary>
internal sealed class Timeline
{
    private const string Done = "done";
    private const string Failed = "failed";
    private const string Waiting = "waiting";
    private const string Off = "off";

    private readonly IReadOnlyList<HistoryEvent> _history;
    private readonly bool _ended;
    private readonly Dictionary<int, HistoryEvent> _outcomes;
    private readonly Dictionary<int, int> _attempts = [];

    private Timeline(IReadOnlyList<HistoryEvent> history, bool ended)
    {
        (_history, _ended) = (history, ended);
        _outcomes = history.Where(line => line.OutcomeOf() is not null).ToDictionary(line => line.OutcomeOf()!.Value);
    }

    /// <param name="history">The history of the present execution.</param>
    /// <param name="ended">Whether the instance has ended.</param>
    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<HistoryEvent> history, bool ended)
    {
        var timeline = new Timeline(history, ended);
        var entries = history.Select(timeline.Entry).OfType<TimelineEntry>().ToList();
        if (timeline.WaitsForEvent)
            entries.Add(timeline.WaitForEvent());
        return entries;
    }

    private IEnumerable<HistoryEvent> OpenTimers =>
        _history.Where(line => line.TimerCreated is not null && !_outcomes.ContainsKey(line.EventId));

    // A history does not say which events the code waits for. But when no answer is pending, it can only be an event or a timer.
    private bool WaitsForEvent => !_ended && _history.Count > 0 && !_history.Any(line =>
        (line.TaskScheduled is not null || line.SubOrchestrationInstanceCreated is not null) && !_outcomes.ContainsKey(line.EventId));

    private TimelineEntry? Entry(HistoryEvent line) => line switch
    {
        { ExecutionStarted: { } e } => new(line.At(), Done, $"{e.Name} started") { Data = [("Input", e.Input)] },
        { TaskScheduled: { } e } => Call(line, $"called {e.Name}{Again(line)}", "completed", Events.Argument(e.Input), null),
        { SubOrchestrationInstanceCreated: { } e } => Call(line, $"started the process {e.Name}", "ended", e.Input, e.InstanceId),
        { TimerCreated: not null } => Wait(line),
        { EventSent: { } e } =>
            new(line.At(), Done, $"sent the event {e.Name} to") { Instance = e.InstanceId, Data = [("Payload", e.Input)] },
        { EventRaised: { } e } => new(line.At(), Done, $"received the event {e.Name}") { Data = [("Payload", e.Input)] },
        { ExecutionSuspended: { } e } => new(line.At(), Waiting, Because("suspended", e.Input)),
        { ExecutionResumed: { } e } => new(line.At(), Done, Because("resumed", e.Input)),
        { ExecutionTerminated: { } e } => new(line.At(), Off, "terminated") { Data = [("Output", e.Input)] },
        { ExecutionCompleted: { OrchestrationStatus: OrchestrationStatus.Failed } } => Failure(new(line.At(), Failed, "failed"), line),
        { ExecutionCompleted: { OrchestrationStatus: OrchestrationStatus.Completed } e } =>
            new(line.At(), Done, $"completed, {Since(_history[0], line)} after the start") { Data = [("Output", e.Result)] },
        // A result is shown with its request.
        _ => null,
    };

    private TimelineEntry Call(HistoryEvent asked, string what, string verb, string? input, string? instance)
    {
        var entry = new TimelineEntry(asked.At(), Waiting, what) { Instance = instance, Data = [("Input", input)] };
        if (!_outcomes.TryGetValue(asked.EventId, out var outcome))
        {
            return _ended
                ? entry with { Look = Off, What = $"{what} → the process ended before the result" }
                : entry with { What = $"{what} → no result yet" };
        }

        if (outcome.Failure() is not null)
            return Failure(entry with { Look = Failed, What = $"{what} → failed after {Since(asked, outcome)}" }, outcome);
        var result = outcome.TaskCompleted?.Result ?? outcome.SubOrchestrationInstanceCompleted?.Result;
        what = $"{what} → {verb} after {Since(asked, outcome)}";
        return entry with { Look = Done, What = what, Data = [("Input", input), ("Result", result)] };
    }

    /// <summary>A history does not mark retries. A call is one if the same call failed before.</summary>
    private string Again(HistoryEvent asked)
    {
        var before = _history.LastOrDefault(other => other.TaskScheduled is { } task && other.EventId < asked.EventId
            && task.Name == asked.TaskScheduled.Name && task.Input == asked.TaskScheduled.Input);
        var failed = before is not null && _outcomes.GetValueOrDefault(before.EventId)?.Failure() is not null;
        var attempt = failed ? _attempts[before!.EventId] + 1 : 1;
        _attempts[asked.EventId] = attempt;
        return attempt == 1 ? "" : $" again, retry {attempt - 1}";
    }

    private TimelineEntry Wait(HistoryEvent timer)
    {
        var fireAt = timer.TimerCreated.FireAt.ToDateTimeOffset();
        var length = Times.Text(fireAt - timer.At());
        if (_outcomes.ContainsKey(timer.EventId))
            return new(timer.At(), Done, $"waited {length}, until {Times.Text(fireAt)}");
        return _ended
            ? new(timer.At(), Off, $"set a timer of {length}, until {Times.Text(fireAt)} → the process ended before")
            : new(timer.At(), Waiting, $"set a timer of {length}, until {Times.Text(fireAt)}");
    }

    private TimelineEntry WaitForEvent()
    {
        var timers = OpenTimers.Select(line => line.TimerCreated.FireAt.ToDateTimeOffset()).ToList();
        var what = timers.Count == 0 ? "Waits for an event" : $"Waits until {Times.Text(timers.Min())}, or for an event";
        return new(null, Waiting, what);
    }

    private static TimelineEntry Failure(TimelineEntry entry, HistoryEvent line) => line.Failure() is not { } failure ? entry : entry with
    {
        What = $"{entry.What}: {FailureWords.Sentence(failure)}",
        Data = [.. entry.Data, ("Stack trace", failure.StackTrace)],
    };

    private static string Since(HistoryEvent from, HistoryEvent to) => Times.Text(to.At() - from.At());

    private static string Because(string what, string? reason) => string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
}
