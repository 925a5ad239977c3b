using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// One line of an instance's history. What arrives from outside waits in the inbox in the same form until a step takes it.
/// </summary>
/// <param name="At">When it happened, UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StepStarted), "stepStarted")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(ActivityScheduled), "activityScheduled")]
[JsonDerivedType(typeof(ActivityCompleted), "activityCompleted")]
[JsonDerivedType(typeof(ActivityFailed), "activityFailed")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(TimerCanceled), "timerCanceled")]
[JsonDerivedType(typeof(ChildScheduled), "childScheduled")]
[JsonDerivedType(typeof(ChildCompleted), "childCompleted")]
[JsonDerivedType(typeof(ChildFailed), "childFailed")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(ExecutionSuspended), "executionSuspended")]
[JsonDerivedType(typeof(ExecutionResumed), "executionResumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "executionTerminated")]
[JsonDerivedType(typeof(ExecutionAborted), "executionAborted")]
[JsonDerivedType(typeof(ExecutionCompleted), "executionCompleted")]
[JsonDerivedType(typeof(ExecutionFailed), "executionFailed")]
internal abstract record HistoryEvent(DateTimeOffset At)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static HistoryEvent FromJson(string json) => JsonSerializer.Deserialize<HistoryEvent>(json, Format)!;
}

/// <summary>What the code asked for: numbered in the order of asking, so that a replay can be compared step by step.</summary>
internal abstract record RequestedStep(DateTimeOffset At, int Id) : HistoryEvent(At);

/// <summary>The outcome of a <see cref="RequestedStep"/>.</summary>
internal abstract record StepOutcome(DateTimeOffset At, int Id) : HistoryEvent(At);

/// <summary>The code ran from here with what follows; its time is the orchestration's clock.</summary>
internal sealed record StepStarted(DateTimeOffset At) : HistoryEvent(At);

/// <param name="TraceParent">The span that the execution lies below (W3C Trace Context); null when nobody traced the start.</param>
internal sealed record ExecutionStarted(DateTimeOffset At, string Name, string? Input, ParentLink? Parent, string? TraceParent = null) : HistoryEvent(At);

internal sealed record ActivityScheduled(DateTimeOffset At, int Id, string Name, string? Input) : RequestedStep(At, Id);

internal sealed record ActivityCompleted(DateTimeOffset At, int Id, string? Result) : StepOutcome(At, Id);

internal sealed record ActivityFailed(DateTimeOffset At, int Id, TaskFailureDetails Failure) : StepOutcome(At, Id);

internal sealed record TimerCreated(DateTimeOffset At, int Id, DateTimeOffset FireAt) : RequestedStep(At, Id);

internal sealed record TimerFired(DateTimeOffset At, int Id) : StepOutcome(At, Id);

internal sealed record TimerCanceled(DateTimeOffset At, int Id) : HistoryEvent(At);

internal sealed record ChildScheduled(DateTimeOffset At, int Id, string Name, string InstanceId, string? Input) : RequestedStep(At, Id);

internal sealed record ChildCompleted(DateTimeOffset At, int Id, string? Result) : StepOutcome(At, Id);

internal sealed record ChildFailed(DateTimeOffset At, int Id, TaskFailureDetails Failure) : StepOutcome(At, Id);

internal sealed record EventSent(DateTimeOffset At, int Id, string InstanceId, string Name, string? Payload) : RequestedStep(At, Id);

internal sealed record EventRaised(DateTimeOffset At, string Name, string? Payload) : HistoryEvent(At);

internal sealed record ExecutionSuspended(DateTimeOffset At, string? Reason) : HistoryEvent(At);

internal sealed record ExecutionResumed(DateTimeOffset At, string? Reason) : HistoryEvent(At);

internal sealed record ExecutionTerminated(DateTimeOffset At, string? Output) : HistoryEvent(At);

/// <summary>The engine found out after a step that the code broke a rule in it.</summary>
internal sealed record ExecutionAborted(DateTimeOffset At, TaskFailureDetails Failure) : HistoryEvent(At);

internal sealed record ExecutionCompleted(DateTimeOffset At, string? Output) : HistoryEvent(At);

internal sealed record ExecutionFailed(DateTimeOffset At, TaskFailureDetails Failure) : HistoryEvent(At);

/// <summary>Who waits for a sub-orchestration: which instance, in which execution of it, and at which of its steps.</summary>
internal sealed record ParentLink(string InstanceId, string Name, string Execution, int StepId);
