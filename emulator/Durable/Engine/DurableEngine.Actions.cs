using Microsoft.DurableTask.Protobuf;
using ActionType = Microsoft.DurableTask.Protobuf.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace Accounts.Emulator.Durable;

/// <summary>Stores each action that an orchestrator requests, and returns its history event.</summary>
public sealed partial class DurableEngine
{
    private HistoryEvent CarryOut(OrchestratorAction action, Step step, DateTimeOffset now, Consequences consequences)
    {
        var line = Events.New(step.At, action.Id);
        switch (action.OrchestratorActionTypeCase)
        {
            case ActionType.ScheduleTask:
                Schedule(action.ScheduleTask, line, step, consequences);
                break;
            case ActionType.CreateTimer:
                line.TimerCreated = new() { FireAt = action.CreateTimer.FireAt };
                var fireAt = action.CreateTimer.FireAt.ToDateTimeOffset();
                Send(step.Row.Id, step.Row.Execution, fireAt, Events.Fired(fireAt, action.Id), consequences.Woken);
                break;
            case ActionType.CreateSubOrchestration:
                CreateChild(action.CreateSubOrchestration, line, step, now, consequences.Woken);
                break;
            case ActionType.SendEvent:
                var sent = action.SendEvent;
                line.EventSent = new() { InstanceId = sent.Instance.InstanceId, Name = sent.Name, Input = sent.Data };
                Deliver(sent.Instance.InstanceId, null, Events.Raised(now, sent.Name, sent.Data), consequences.Woken);
                break;
            case ActionType.TerminateOrchestration:
                var other = action.TerminateOrchestration;
                line.GenericEvent = new() { Data = $"terminated {other.InstanceId}" };
                TerminateFamily(other.InstanceId, other.Reason, other.Recurse, consequences.Woken);
                break;
            case ActionType.CompleteOrchestration:
                line.ExecutionCompleted = new()
                {
                    OrchestrationStatus = action.CompleteOrchestration.OrchestrationStatus,
                    Result = action.CompleteOrchestration.Result,
                    FailureDetails = action.CompleteOrchestration.FailureDetails,
                };
                break;
            default:
                // Conclude fails the instance.
                line.GenericEvent = new() { Data = action.OrchestratorActionTypeCase.ToString() };
                break;
        }

        return line;
    }

    private void Schedule(ScheduleTaskAction task, HistoryEvent line, Step step, Consequences consequences)
    {
        line.TaskScheduled = new() { Name = task.Name, Version = task.Version, Input = task.Input };
        var trace = EngineSpans.Below(step, line.EventId);
        consequences.Activities.Add(_store.Enqueue(new(
            0, step.Row.Id, step.Row.Execution, line.EventId, task.Name, Events.Argument(task.Input), trace)));
    }

    private void CreateChild(CreateSubOrchestrationAction child, HistoryEvent line, Step step, DateTimeOffset now, List<string> woken)
    {
        line.SubOrchestrationInstanceCreated =
            new() { InstanceId = child.InstanceId, Name = child.Name, Version = child.Version, Input = child.Input };
        if (_store.RunningExecution(child.InstanceId) is not null)
        {
            var refused = Events.ChildOutcome(now, line.EventId, null, Failures.AlreadyExists(child.InstanceId));
            Send(step.Row.Id, step.Row.Execution, now, refused, woken);
            return;
        }

        var trace = EngineSpans.Below(step, line.EventId);
        Create(
            now,
            new ExecutionStartedEvent
            {
                Name = child.Name,
                Version = child.Version,
                Input = child.Input,
                OrchestrationInstance = new() { InstanceId = child.InstanceId },
                ParentInstance = new()
                {
                    TaskScheduledId = line.EventId,
                    Name = step.Row.Name,
                    OrchestrationInstance = new() { InstanceId = step.Row.Id, ExecutionId = step.Row.Execution },
                },
                ParentTraceContext = trace is null ? null : new() { TraceParent = trace },
            },
            woken);
    }

    /// <summary>Creates an instance. It replaces an existing one with the same id.</summary>
    private void Create(DateTimeOffset now, ExecutionStartedEvent start, List<string> woken)
    {
        var id = start.OrchestrationInstance.InstanceId;
        start.OrchestrationInstance.ExecutionId = NewExecution();
        _store.Delete(id);
        var execution = start.OrchestrationInstance.ExecutionId;
        _store.Insert(new(
            0, id, execution, start.Name, OrchestrationStatus.Pending, now, now, start.Input, null, null, null, start.ParentInstance));
        var due = start.ScheduledStartTimestamp?.ToDateTimeOffset() is { } at && at > now ? at : now;
        Send(id, execution, due, Events.Started(now, start), woken);
    }

    private static string NewExecution() => Guid.NewGuid().ToString("N");
}
