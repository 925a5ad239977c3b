using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Runs orchestrations step by step, and stores each step with all that follows from it as one commit.</summary>
public sealed partial class DurableEngine
{
    private async Task RunStepAsync(string instance)
    {
        try
        {
            if (Load(instance) is not { } step)
                return;
            using var trace = new StepTrace(step);
            var response = await RespondAsync(step);
            if (await StoreAsync(() => Store(step, response)) is { } added)
                trace.Stored(added);
        }
        finally
        {
            lock (_store.Sync)
            {
                if (_runningInstances.Remove(instance, out var again) && again)
                    Ready(instance);
            }
        }
    }

    /// <summary>Null when there are no messages to process.</summary>
    private Step? Load(string instance)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            var now = Now();
            if (_store.Find(instance) is not { IsEnded: false } row || _store.Inbox(instance, now) is not { Count: > 0 } arrived)
                return null;

            var (past, steps) = _store.History(instance);
            if (steps == 0)
            {
                // Messages that arrive before the start wait for it. Only a termination does not wait.
                if (!arrived.Exists(message => message.Event.ExecutionStarted is not null || message.Event.ExecutionTerminated is not null))
                    return null;
                arrived = [.. arrived.OrderBy(message => message.Event.ExecutionStarted is not null ? 0 : 1)];
            }

            // The clock may have been set back since the last start; an orchestration's time does not go back.
            var last = past.Events.Count > 0 ? past.Events[^1].At() : now;
            return new(row, past, steps, arrived, last > now ? last : now);
        }
    }

    /// <summary>The actions that the orchestrator requests.</summary>
    /// <exception cref="OperationCanceledException">The engine stops before there is an answer.</exception>
    private async Task<OrchestratorResponse> RespondAsync(Step step)
    {
        // Terminated before it started: there is no code to run.
        if (step.Start is null)
        {
            var terminated = step.Arrived.First(message => message.Event.ExecutionTerminated is not null).Event.ExecutionTerminated;
            return Ended(OrchestrationStatus.Terminated, terminated.Input);
        }

        try
        {
            return await _functions.RunOrchestrator(step.Row.Name, step.Request(), _stopping.Token);
        }
#pragma warning disable CA1031 // Whatever the host throws is the orchestrator's failure, as in the real one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _stopping.Token.ThrowIfCancellationRequested();
            return Ended(OrchestrationStatus.Failed, $"Function '{step.Row.Name}' failed with an unhandled exception.", Failures.Of(e));
        }
    }

    /// <summary>The events added to the history; null when the step no longer counts.</summary>
    private HistoryChunk? Store(Step step, OrchestratorResponse response)
    {
        var now = Now();
        var consequences = new Consequences();
        var added = step.Added.Clone();
        var stored = _store.Commit(() =>
        {
            // The instance was replaced or purged while the step ran, so its actions are dropped.
            if (_store.RunningExecution(step.Row.Id) != step.Row.Execution)
                return null;

            step.Arrived.ForEach(_store.Delete);
            foreach (var action in response.Actions)
                added.Events.Add(CarryOut(action, step, now, consequences));
            var row = Conclude(step, response, now, consequences);
            if (row.Execution == step.Row.Execution)
                _store.Append(row.Id, step.Number, added);
            _store.Update(row);
            return row;
        });
        if (stored is null)
            return null;

        consequences.Activities.ForEach(_readyActivities.Enqueue);
        consequences.Woken.ForEach(Ready);
        Announce(step.Row.Id);
        if (stored.Failure is { } failure)
            EngineLog.OrchestrationFailed(_logger, stored.Name, stored.Id, failure.ErrorType);
        return added;
    }

    private static OrchestratorResponse Ended(OrchestrationStatus status, string? result, TaskFailureDetails? failure = null) => new()
    {
        Actions =
        {
            new OrchestratorAction
            {
                Id = -1,
                CompleteOrchestration = new() { OrchestrationStatus = status, Result = result, FailureDetails = failure },
            },
        },
    };
}
