using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>One step of an orchestration: what it has seen, what has arrived, and what it leaves to be stored.</summary>
/// <param name="Past">The history of the present execution.</param>
/// <param name="Number">How many steps it had before.</param>
/// <param name="Arrived">The messages that this step takes.</param>
/// <param name="At">The orchestration's time in this step.</param>
internal sealed record Step(InstanceRow Row, HistoryChunk Past, int Number, List<Message> Arrived, DateTimeOffset At)
{
    /// <summary>How the execution began; null when it is ended before its beginning.</summary>
    public ExecutionStartedEvent? Start { get; } = Past.Events.Concat(Arrived.Select(message => message.Event))
        .FirstOrDefault(line => line.ExecutionStarted is not null)?.ExecutionStarted;

    /// <summary>New lines of the history: what was taken first, then what the code asks for.</summary>
    public HistoryChunk Added { get; } =
        new() { Events = { Arrived.Select(message => message.Event).Prepend(Events.OrchestratorStarted(At)) } };

    /// <summary>Whether the orchestration is suspended after what has arrived.</summary>
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

/// <summary>What becomes ready by a change, once it is stored.</summary>
internal sealed class Consequences
{
    public List<string> Woken { get; } = [];

    public List<QueuedActivity> Activities { get; } = [];
}
