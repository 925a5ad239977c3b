using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>The rules that orchestrator code must keep, and the sentences for those who break them.</summary>
internal static class ReplayRules
{
    private const string NonDeterministic = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    /// <summary>Null when the code asked for the same step as before; otherwise what differs.</summary>
    public static TaskFailureDetails? Compare(RequestedStep past, RequestedStep now) => Differs(past, now)
        ? Failure($"at step #{past.Id} the history has {Describe(past)}, but the code asked for {Describe(now)}.")
        : null;

    /// <summary>The replayed code asked for a step at a point where the history has gone on without one.</summary>
    public static TaskFailureDetails Added(RequestedStep now) =>
        Failure($"the code asked for {Describe(now)} as step #{now.Id}, but the history goes on without it.");

    /// <summary>The replayed code no longer asks for a step that the history has.</summary>
    public static TaskFailureDetails Missing(RequestedStep past) =>
        Failure($"at step #{past.Id} the history has {Describe(past)}, but the code no longer asks for it.");

    /// <summary>The replayed code cancelled a timer that it had let run before.</summary>
    public static TaskFailureDetails Canceled(RequestedStep past) =>
        Failure($"the code cancelled {Describe(past)} of step #{past.Id} while it replayed, but the history goes on without that.");

    /// <summary>The replayed code returned although the history goes on.</summary>
    public static TaskFailureDetails EndedEarly() =>
        Failure("the code ended while it replayed, but the history goes on.");

    /// <summary>The code waits for, or runs on, something that the engine did not hand out.</summary>
    public static TaskFailureDetails ForeignAwait() => new(
        typeof(InvalidOperationException).FullName!,
        "An invalid asynchronous invocation was detected: the orchestrator awaits something that is not from its context "
        + "(a delay, a request, Task.Run, CancelAsync, ConfigureAwait(false)), or a middleware does. Only tasks from TaskOrchestrationContext can be replayed; "
        + "everything else belongs into an activity.",
        null, null, null);

    public static string Describe(RequestedStep step) => step switch
    {
        ActivityScheduled activity => $"activity '{activity.Name}'",
        TimerCreated => "a timer",
        ChildScheduled child => $"sub-orchestration '{child.Name}'",
        EventSent sent => $"event '{sent.Name}' to instance '{sent.InstanceId}'",
        _ => step.GetType().Name,
    };

    // Inputs and times are not compared, as in the real engine: the history's are used.
    private static bool Differs(RequestedStep past, RequestedStep now) => (past, now) switch
    {
        (ActivityScheduled a, ActivityScheduled b) => (TaskName)a.Name != b.Name,
        (TimerCreated, TimerCreated) => false,
        (ChildScheduled a, ChildScheduled b) => (TaskName)a.Name != b.Name || a.InstanceId != b.InstanceId,
        (EventSent a, EventSent b) => a.InstanceId != b.InstanceId || !string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    private static TaskFailureDetails Failure(string what) => new(
        NonDeterministic,
        "Non-deterministic orchestration: " + what + " Was the orchestrator changed while this instance was running, "
        + "or does it use time, random numbers or I/O that are not from its context?",
        null, null, null);
}
