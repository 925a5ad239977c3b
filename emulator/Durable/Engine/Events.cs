using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Creates and reads history events, which have the protocol's types.</summary>
internal static class Events
{
    // The id of events that the orchestrator does not number.
    private const int NoId = -1;

    public static DateTimeOffset At(this HistoryEvent line) => line.Timestamp.ToDateTimeOffset();

    public static HistoryEvent New(DateTimeOffset at, int id = NoId) =>
        new() { EventId = id, Timestamp = Timestamp.FromDateTimeOffset(at) };

    /// <summary>The task that this event is the result of; null when it is no result.</summary>
    public static int? OutcomeOf(this HistoryEvent line) => line.EventTypeCase switch
    {
        HistoryEvent.EventTypeOneofCase.TaskCompleted => line.TaskCompleted.TaskScheduledId,
        HistoryEvent.EventTypeOneofCase.TaskFailed => line.TaskFailed.TaskScheduledId,
        HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted => line.SubOrchestrationInstanceCompleted.TaskScheduledId,
        HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed => line.SubOrchestrationInstanceFailed.TaskScheduledId,
        HistoryEvent.EventTypeOneofCase.TimerFired => line.TimerFired.TimerId,
        _ => null,
    };

    /// <summary>Why a task failed; null when it did not.</summary>
    public static TaskFailureDetails? Failure(this HistoryEvent line) =>
        line.TaskFailed?.FailureDetails ?? line.SubOrchestrationInstanceFailed?.FailureDetails ?? line.ExecutionCompleted?.FailureDetails;

    /// <summary>The argument of an activity, which the protocol wraps in a list of one; null when there is none.</summary>
    public static string? Argument(string? input) =>
        input?.Trim() is ['[', .. var inner, ']'] && inner.Trim() is not ("" or "null") ? inner : null;

    public static HistoryEvent OrchestratorStarted(DateTimeOffset at)
    {
        var line = New(at);
        line.OrchestratorStarted = new();
        return line;
    }

    public static HistoryEvent Started(DateTimeOffset at, ExecutionStartedEvent start)
    {
        var line = New(at);
        line.ExecutionStarted = start;
        return line;
    }

    public static HistoryEvent Raised(DateTimeOffset at, string name, string? input)
    {
        var line = New(at);
        line.EventRaised = new() { Name = name, Input = input };
        return line;
    }

    public static HistoryEvent Fired(DateTimeOffset at, int timer)
    {
        var line = New(at);
        line.TimerFired = new() { TimerId = timer, FireAt = line.Timestamp };
        return line;
    }

    public static HistoryEvent Suspended(DateTimeOffset at, string? reason)
    {
        var line = New(at);
        line.ExecutionSuspended = new() { Input = reason };
        return line;
    }

    public static HistoryEvent Resumed(DateTimeOffset at, string? reason)
    {
        var line = New(at);
        line.ExecutionResumed = new() { Input = reason };
        return line;
    }

    public static HistoryEvent Terminated(DateTimeOffset at, string? output)
    {
        var line = New(at);
        line.ExecutionTerminated = new() { Input = output };
        return line;
    }

    public static HistoryEvent Outcome(DateTimeOffset at, int task, ActivityResult result)
    {
        var line = New(at);
        if (result.Failure is { } failure)
            line.TaskFailed = new() { TaskScheduledId = task, FailureDetails = failure };
        else
            line.TaskCompleted = new() { TaskScheduledId = task, Result = result.Output };
        return line;
    }

    public static HistoryEvent ChildOutcome(DateTimeOffset at, int task, string? output, TaskFailureDetails? failure)
    {
        var line = New(at);
        if (failure is not null)
            line.SubOrchestrationInstanceFailed = new() { TaskScheduledId = task, FailureDetails = failure };
        else
            line.SubOrchestrationInstanceCompleted = new() { TaskScheduledId = task, Result = output };
        return line;
    }
}
