using System.Diagnostics;
using Accounts.Emulator.Tables;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Runs activities; the stored outcome and the removal from the queue are one commit.</summary>
public sealed partial class DurableEngine
{
    private async Task RunActivityAsync(long id)
    {
        QueuedActivity? activity = null;
        ExecutionStarted? start = null;
        Guarded(() =>
        {
            lock (_store.Sync)
            {
                _store.ThrowIfDead();
                activity = _store.FindActivity(id);
                start = activity is not null && EngineSpans.AreWanted ? _store.Start(activity.Instance) : null;
            }
        });
        var outcome = activity is null ? null : await OutcomeAsync(activity, start);
        lock (_store.Sync)
        {
            _runningActivities--;
            if (outcome is not null)
            {
                Guarded(() => Store(activity!, outcome));
            }

            Pump();
        }
    }

    /// <summary>
    /// Null when the activity failed during the shutdown; it runs again at the next start. Libraries wrap a cancellation
    /// in exceptions of their own, so that its type does not tell what the shutdown broke off.
    /// </summary>
    private async Task<StepOutcome?> OutcomeAsync(QueuedActivity activity, ExecutionStarted? start)
    {
        using var span = EngineSpans.Running(activity, start);
        try
        {
            var call = new ActivityCall(activity.Name, activity.Instance, activity.Step, activity.Input);
            var result = _functions.Converter.Serialize(await _functions.RunActivity(call, _stopping.Token));
            return new ActivityCompleted(_time.GetUtcNow(), activity.Step, result);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (StoreIsDeadException e)
        {
            // The app's storage counts as killed, and nobody kills half a process.
            lock (_store.Sync)
            {
                _store.Fail(e);
            }

            return null;
        }
#pragma warning disable CA1031 // Whatever the activity throws is its failure, which the orchestrator sees.
        catch (Exception e)
#pragma warning restore CA1031
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            EngineLog.ActivityFailed(_logger, activity.Name, activity.Instance, e.GetType().ToString());
            return new ActivityFailed(_time.GetUtcNow(), activity.Step, TaskFailureDetails.FromException(e));
        }
    }

    private void Store(QueuedActivity activity, StepOutcome outcome)
    {
        _store.ReachFaultPoint();
        var now = Now();
        var woken = new List<string>();
        _store.Commit(() =>
        {
            _store.DeleteActivity(activity.Id);
            Deliver(activity.Instance, activity.Execution, now, outcome, woken);
            return true;
        });
        woken.ForEach(Ready);
    }
}
