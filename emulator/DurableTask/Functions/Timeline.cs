using Accounts.Emulator.Dashboard;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// A history as a story: what was asked for stands with what came of it, and how long that took. <see cref="HistoryText"/>
/// tells the same events one by one.
/// </summary>
internal sealed class Timeline
{
    private const string Done = "done";
    private const string Failed = "failed";
    private const string Waiting = "waiting";
    private const string Off = "off";

    private readonly IReadOnlyList<HistoryEvent> _history;
    private readonly bool _ended;
    private readonly Dictionary<int, StepOutcome> _outcomes;
    private readonly Dictionary<int, TimerCanceled> _canceled;
    private readonly Dictionary<int, int> _attempts = [];

    private Timeline(IReadOnlyList<HistoryEvent> history, bool ended)
    {
        (_history, _ended) = (history, ended);
        _outcomes = history.OfType<StepOutcome>().ToDictionary(outcome => outcome.Id);
        _canceled = history.OfType<TimerCanceled>().ToDictionary(canceled => canceled.Id);
    }

    /// <param name="history">Of the present execution.</param>
    /// <param name="ended">Whether nothing more comes.</param>
    /// <param name="awaited">Names of the events that are waited for now.</param>
    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<HistoryEvent> history, bool ended, IReadOnlyList<string> awaited)
    {
        var timeline = new Timeline(history, ended);
        var entries = history.Select(timeline.Entry).OfType<TimelineEntry>().ToList();
        if (awaited.Count > 0)
            entries.Add(timeline.WaitFor(awaited));
        return entries;
    }

    private TimelineEntry? Entry(HistoryEvent line) => line switch
    {
        ExecutionStarted e => new(e.At, Done, $"{e.Name} started") { Data = [("Input", e.Input)] },
        ActivityScheduled e => Call(e, $"asked {e.Name}{Again(e)}", "answered", e.Input, null),
        ChildScheduled e => Call(e, $"started the process {e.Name}", "ended", e.Input, e.InstanceId),
        TimerCreated e => Wait(e),
        EventSent e => new(e.At, Done, $"sent the event {e.Name} to") { Instance = e.InstanceId, Data = [("Payload", e.Payload)] },
        EventRaised e => new(e.At, Done, $"the event {e.Name} came") { Data = [("Payload", e.Payload)] },
        ExecutionSuspended e => new(e.At, Waiting, Because("suspended", e.Reason)),
        ExecutionResumed e => new(e.At, Done, Because("resumed", e.Reason)),
        ExecutionTerminated e => new(e.At, Off, "terminated") { Data = [("Output", e.Output)] },
        ExecutionCompleted e => new(e.At, Done, $"completed, {Since(_history[0], e)} after the start") { Data = [("Output", e.Output)] },
        ExecutionFailed e => Failure(new(e.At, Failed, "failed"), e.Failure),
        ExecutionAborted e => Failure(new(e.At, Failed, "broken off"), e.Failure),
        // What came of a step stands with the step.
        _ => null,
    };

    private TimelineEntry Call(RequestedStep asked, string what, string verb, string? input, string? instance)
    {
        var entry = new TimelineEntry(asked.At, Waiting, what) { Instance = instance, Data = [("Input", input)] };
        return _outcomes.GetValueOrDefault(asked.Id) switch
        {
            ActivityCompleted e => Answered(e, e.Result),
            ChildCompleted e => Answered(e, e.Result),
            ActivityFailed e => Failure(entry with { Look = Failed, What = $"{what} → failed after {Since(asked, e)}" }, e.Failure),
            ChildFailed e => Failure(entry with { Look = Failed, What = $"{what} → failed after {Since(asked, e)}" }, e.Failure),
            _ => _ended ? entry with { Look = Off, What = $"{what} → the process ended before the answer" } : entry with { What = $"{what} → no answer yet" },
        };

        TimelineEntry Answered(StepOutcome outcome, string? result) =>
            entry with { Look = Done, What = $"{what} → {verb} after {Since(asked, outcome)}", Data = [("Input", input), ("Answer", result)] };
    }

    /// <summary>Retries are calls like others; the same question after a failure is one.</summary>
    private string Again(ActivityScheduled asked)
    {
        var before = _history.OfType<ActivityScheduled>().LastOrDefault(other => other.Id < asked.Id && other.Name == asked.Name && other.Input == asked.Input);
        var attempt = before is not null && _outcomes.GetValueOrDefault(before.Id) is ActivityFailed ? _attempts[before.Id] + 1 : 1;
        _attempts[asked.Id] = attempt;
        return attempt == 1 ? "" : $" again, retry {attempt - 1}";
    }

    private TimelineEntry Wait(TimerCreated timer)
    {
        var length = Times.Text(timer.FireAt - timer.At);
        var until = $"until {Times.Text(timer.FireAt)}";
        if (_outcomes.ContainsKey(timer.Id))
            return new(timer.At, Done, $"waited {length}, {until}");
        if (_canceled.GetValueOrDefault(timer.Id) is { } canceled)
            return new(timer.At, Off, $"set an alarm in {length}, for {Times.Text(timer.FireAt)} → not needed any more after {Since(timer, canceled)}");
        return _ended
            ? new(timer.At, Off, $"set an alarm in {length}, for {Times.Text(timer.FireAt)} → the process ended before")
            : new(timer.At, Waiting, $"waits {length}, {until}");
    }

    private TimelineEntry WaitFor(IReadOnlyList<string> events)
    {
        var alarms = _history.OfType<TimerCreated>().Where(timer => !_outcomes.ContainsKey(timer.Id) && !_canceled.ContainsKey(timer.Id)).ToArray();
        var until = alarms.Length == 0 ? "" : $", or until {Times.Text(alarms.Min(timer => timer.FireAt))}";
        return new(null, Waiting, $"Now waits for the event {string.Join(" or ", events)}{until}");
    }

    private static TimelineEntry Failure(TimelineEntry entry, TaskFailureDetails failure) => entry with
    {
        What = $"{entry.What}: {FailureWords.Sentence(failure)}",
        Data = [.. entry.Data, ("Where it was thrown", failure.StackTrace)],
    };

    private static string Since(HistoryEvent from, HistoryEvent to) => Times.Text(to.At - from.At);

    private static string Because(string what, string? reason) => string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
}
