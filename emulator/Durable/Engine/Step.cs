using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>One step of an orchestration: its past events, the messages that have arrived, and the events to store.</summary>
/// <param name="Past">The history of the present execution.</param>
/// <param name="Number">The number of earlier steps of this execution.</param>
/// <param name="Arrived">The messages that this step processes.</param>
/// <param name="At">The orchestration's time in this step.</param>
internal sealed record Step(InstanceRow Row, HistoryChunk Past, int Number, List<Message> Arrived, DateTimeOffset At)
{
    /// <summary>The start event; null when the execution is terminated before it starts.</summary>
    public ExecutionStartedEvent? Start { get; } = Past.Events.Concat(Arrived.Select(message => message.Event))
        .FirstOrDefault(line => line.ExecutionStarted is not null)?.ExecutionStarted;

    /// <summary>New history events: first the messages, then what the code requests.</summary>
    public HistoryChunk Added { get; } =
        new() { Events = { Arrived.Select(message => message.Event).Prepend(Events.OrchestratorStarted(At)) } };

    /// <summary>Whether the orchestration is suspended after these messages.</summary>
    public bool IsSuspended
    {
        get
        {
            var last = Arrived.FindLast(message => message.Event is { ExecutionSuspended: not null } or { ExecutionResumed: not null });
            return last is null ? Row.Status == OrchestrationStatus.Suspended : last.Event.ExecutionSuspended is not null;
        }
    }

    public OrchestratorRequest Request() => new()
    {
        InstanceId = Row.Id,
        ExecutionId = Row.Execution,
        PastEvents = { Past.Events },
        NewEvents = { Added.Events },
    };
}

/// <summary>What a change makes ready once it is stored.</summary>
internal sealed class Consequences
{
    public List<string> Woken { get; } = [];

    public List<QueuedActivity> Activities { get; } = [];
}
