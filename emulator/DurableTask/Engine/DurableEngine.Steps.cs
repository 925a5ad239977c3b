using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>Runs orchestrations step by step, and stores each step with all that follows from it as one commit.</summary>
public sealed partial class DurableEngine
{
    private void RunStep(string instance)
    {
        Guarded(() =>
        {
            if (Load(instance) is { } step)
            {
                var arrived = step.Arrived.ConvertAll(message => message.Event);
                using var trace = new StepTrace(step.Row, step.History.Concat(arrived));
                var replay = new OrchestrationReplay(instance, step.History, _functions, _loggers, () => Abort(instance, step.Row.Execution));
                var result = replay.Run(arrived, step.Now);
                bool stored;
                lock (_store.Sync)
                {
                    stored = Store(step, result);
                }

                if (stored)
                {
                    trace.Stored(step.History, result.Events);
                }
            }
        });
        lock (_store.Sync)
        {
            if (_runningInstances.Remove(instance, out var again) && again)
            {
                Ready(instance);
            }

            Pump();
        }
    }

    /// <summary>Null when there is nothing to take.</summary>
    private LoadedStep? Load(string instance)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            var now = Now();
            if (_store.Find(instance) is not { IsEnded: false } row || _store.Inbox(instance, now) is not { Count: > 0 } arrived)
            {
                return null;
            }

            var history = _store.History(instance);
            if (history.Count == 0)
            {
                // What came before the start waits for it; only the end does not.
                if (!arrived.Exists(message => message.Event is ExecutionStarted or ExecutionTerminated))
                {
                    return null;
                }

                arrived = [.. arrived.OrderBy(message => message.Event is ExecutionStarted ? 0 : 1)];
            }

            // The clock may have been set back since the last start; an orchestration's time does not go back.
            return new(row, history, arrived, history.Count > 0 && history[^1].At > now ? history[^1].At : now);
        }
    }

    /// <summary>False when the step no longer counts.</summary>
    private bool Store(LoadedStep step, StepResult result)
    {
        var (row, now) = (step.Row, Now());
        var activities = new List<long>();
        var woken = new List<string>();
        var stored = _store.Commit(() =>
        {
            // Replaced or purged while it ran: what it wanted no longer counts.
            if (_store.Find(row.Id) is not { IsEnded: false } current || current.Execution != row.Execution)
            {
                return false;
            }

            step.Arrived.Take(result.Taken).ToList().ForEach(message => _store.DeleteMessage(message.Id));
            _store.Append(row.Id, step.History.Count, result.Events);
            foreach (var line in result.Events)
            {
                CarryOut(line, row, now, activities, woken);
            }

            _store.Update(Conclude(row, result, now, woken));
            return true;
        });
        if (!stored)
        {
            return false;
        }

        activities.ForEach(_readyActivities.Enqueue);
        woken.ForEach(Ready);
        if (step.Arrived.Count > result.Taken)
        {
            Ready(row.Id);
        }

        Announce(row.Id);
        if (result.Events[^1] is ExecutionFailed failed)
        {
            EngineLog.OrchestrationFailed(_logger, row.Name, row.Id, failed.Failure.ErrorType);
        }

        return true;
    }

    /// <summary>Stores what the orchestration asked for.</summary>
    private void CarryOut(HistoryEvent line, InstanceRow row, DateTimeOffset now, List<long> activities, List<string> woken)
    {
        switch (line)
        {
            case ActivityScheduled activity:
                activities.Add(_store.Enqueue(row.Id, row.Execution, activity));
                break;
            case TimerCreated timer:
                Deliver(row.Id, row.Execution, timer.FireAt, new TimerFired(timer.FireAt, timer.Id), woken);
                break;
            case TimerCanceled timer:
                _store.DeleteTimer(row.Id, row.Execution, timer.Id);
                break;
            case EventSent sent:
                Deliver(sent.InstanceId, null, now, new EventRaised(now, sent.Name, sent.Payload), woken);
                break;
            case ChildScheduled child when _store.Find(child.InstanceId) is { IsEnded: false }:
                Deliver(row.Id, row.Execution, now, new ChildFailed(now, child.Id, Failures.AlreadyExists(child.InstanceId)), woken);
                break;
            case ChildScheduled child:
                var trace = EngineSpans.ParentOfChild(_store.Start(row.Id), row.Execution, child.Id);
                Create(child.InstanceId, child.Name, child.Input, new(row.Id, row.Name, row.Execution, child.Id), trace, now, now, woken);
                break;
        }
    }

    /// <summary>The instance's row after a step; an end tells the parent and empties the inbox.</summary>
    private InstanceRow Conclude(InstanceRow row, StepResult result, DateTimeOffset now, List<string> woken)
    {
        row = row with { UpdatedAt = now, CustomStatus = result.Violation ? row.CustomStatus : result.CustomStatus };
        if (result.Restart is { } restart)
        {
            return ContinueAsNew(row, restart, now, woken);
        }

        row = result.Events[^1] switch
        {
            ExecutionCompleted end => row with { Status = OrchestrationRuntimeStatus.Completed, Output = end.Output },
            ExecutionFailed end => row with { Status = OrchestrationRuntimeStatus.Failed, Failure = end.Failure },
            ExecutionTerminated end => row with { Status = OrchestrationRuntimeStatus.Terminated, Output = end.Output },
            _ => row with { Status = result.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running },
        };
        if (row.IsEnded)
        {
            _store.ClearInbox(row.Id, null);
            TellParent(row, now, woken);
        }

        return row;
    }

    private InstanceRow ContinueAsNew(InstanceRow row, Restart restart, DateTimeOffset now, List<string> woken)
    {
        var trace = _store.Start(row.Id)?.TraceParent;
        _store.ClearInbox(row.Id, row.Execution);
        _store.DeleteHistory(row.Id);
        row = row with { Execution = NewExecution(), Input = restart.Input, CustomStatus = null, Status = OrchestrationRuntimeStatus.Running };
        _store.Send(row.Id, row.Execution, now, new ExecutionStarted(now, row.Name, row.Input, row.Parent, trace));
        foreach (var carried in restart.Carried)
        {
            _store.Send(row.Id, null, carried.At, carried);
        }

        woken.Add(row.Id);
        return row;
    }

    private void TellParent(InstanceRow row, DateTimeOffset now, List<string> woken)
    {
        if (row.Parent is { } parent)
        {
            HistoryEvent answer = row.Status == OrchestrationRuntimeStatus.Completed
                ? new ChildCompleted(now, parent.StepId, row.Output)
                : new ChildFailed(now, parent.StepId, row.Failure ?? Failures.Terminated(row.Id));
            Deliver(parent.InstanceId, parent.Execution, now, answer, woken);
        }
    }

    /// <summary>A message that nobody can take any more is dropped.</summary>
    private void Deliver(string instance, string? execution, DateTimeOffset due, HistoryEvent message, List<string> woken)
    {
        if (_store.Find(instance) is { IsEnded: false } target && (execution is null || execution == target.Execution))
        {
            _store.Send(instance, execution, due, message);
            if (due <= _latest)
            {
                woken.Add(instance);
            }
        }
    }

    private void Create(
        string id, string name, string? input, ParentLink? parent, string? trace, DateTimeOffset now, DateTimeOffset startAt, List<string> woken)
    {
        _store.Delete(id);
        var execution = NewExecution();
        _store.Insert(new(0, id, execution, name, OrchestrationRuntimeStatus.Pending, now, now, input, null, null, null, parent));
        _store.Send(id, execution, startAt, new ExecutionStarted(now, name, input, parent, trace));
        if (startAt <= now)
        {
            woken.Add(id);
        }
    }

    private static string NewExecution() => Guid.NewGuid().ToString("N");

    private sealed record LoadedStep(InstanceRow Row, List<HistoryEvent> History, List<Message> Arrived, DateTimeOffset Now);
}
