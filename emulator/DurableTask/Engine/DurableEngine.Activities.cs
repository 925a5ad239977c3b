using Accounts.Emulator.Tables;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Runs activities; the stored outcome and the removal from the queue are one commit.</summary>
public sealed partial class DurableEngine
{
    private async Task RunActivityAsync(long id)
    {
        QueuedActivity? activity = null;
        Guarded(() =>
        {
            lock (store.Sync)
            {
                store.ThrowIfDead();
                activity = store.FindActivity(id);
            }
        });
        var outcome = activity is null ? null : await OutcomeAsync(activity);
        lock (store.Sync)
        {
            runningActivities--;
            if (outcome is not null)
            {
                Guarded(() => Store(activity!, outcome));
            }

            Pump();
        }
    }

    /// <summary>Null when the activity was broken off by the shutdown; it runs again at the next start.</summary>
    private async Task<StepOutcome?> OutcomeAsync(QueuedActivity activity)
    {
        try
        {
            var call = new ActivityCall(activity.Name, activity.Instance, activity.Step, activity.Input);
            var result = functions.Converter.Serialize(await functions.RunActivity(call, stopping.Token));
            return new ActivityCompleted(time.GetUtcNow(), activity.Step, result);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (StoreIsDeadException e)
        {
            // The app's storage counts as killed, and nobody kills half a process.
            lock (store.Sync)
            {
                store.Fail(e);
            }

            return null;
        }
#pragma warning disable CA1031 // Whatever the activity throws is its failure, which the orchestrator sees.
        catch (Exception e)
#pragma warning restore CA1031
        {
            EngineLog.ActivityFailed(logger, activity.Name, activity.Instance, e.GetType().ToString());
            return new ActivityFailed(time.GetUtcNow(), activity.Step, TaskFailureDetails.FromException(e));
        }
    }

    private void Store(QueuedActivity activity, StepOutcome outcome)
    {
        store.ReachFaultPoint();
        var now = Now();
        var woken = new List<string>();
        store.Commit(() =>
        {
            store.DeleteActivity(activity.Id);
            Deliver(activity.Instance, activity.Execution, now, outcome, woken);
            return true;
        });
        woken.ForEach(Ready);
    }
}
