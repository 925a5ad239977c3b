using System.Diagnostics;

namespace Accounts.Emulator.Durable;

/// <summary>Runs activities. One commit stores the result and removes the activity from the queue.</summary>
public sealed partial class DurableEngine
{
    private async Task RunActivityAsync(QueuedActivity activity)
    {
        try
        {
            if (await ResultAsync(activity) is { } result)
                await StoreAsync(() => Store(activity, result));
        }
        finally
        {
            lock (_store.Sync)
            {
                _runningActivities--;
            }
        }
    }

    /// <summary>
    /// Null when the activity failed during the shutdown; it runs again at the next start. The exception's type does not say
    /// whether the shutdown was the cause, because libraries wrap a cancellation in their own exceptions.
    /// </summary>
    private async Task<ActivityResult?> ResultAsync(QueuedActivity activity)
    {
        using var span = EngineSpans.Running(activity);
        var call = new ActivityCall(activity.Name, activity.Instance, activity.Task, activity.Input);
        ActivityResult result;
        try
        {
            result = await _functions.RunActivity(call, _stopping.Token);
        }
#pragma warning disable CA1031 // Whatever the activity throws is its failure, which the orchestrator sees.
        catch (Exception e)
#pragma warning restore CA1031
        {
            result = new(null, Failures.Of(e));
        }

        if (result.Failure is not { } failure)
            return result;
        if (_stopping.IsCancellationRequested)
            return null;
        if (_options.IsProcessKilled())
            throw new InvalidOperationException("Another part of the process was killed.");
        span?.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage);
        EngineLog.ActivityFailed(_logger, activity.Name, activity.Instance, failure.ErrorType);
        return result;
    }

    private bool Store(QueuedActivity activity, ActivityResult result)
    {
        _store.ReachFaultPoint();
        var now = Now();
        var woken = new List<string>();
        _store.Commit(() =>
        {
            _store.DeleteActivity(activity.Id);
            Deliver(activity.Instance, activity.Execution, Events.Outcome(now, activity.Task, result), woken);
            return true;
        });
        woken.ForEach(Ready);
        return true;
    }
}
