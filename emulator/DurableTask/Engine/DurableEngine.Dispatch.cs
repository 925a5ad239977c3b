namespace Accounts.Emulator.DurableTask;

/// <summary>Who runs when: what is ready, what is running, what waits for time. All of it under the store's lock.</summary>
public sealed partial class DurableEngine
{
    // Long timers are cut, because a timer of the system cannot be set further ahead than some weeks;
    // once a day, ended instances are forgotten too.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Queue<string> readyInstances = new();
    private readonly HashSet<string> queuedInstances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> runningInstances = new(StringComparer.Ordinal);
    private readonly Queue<long> readyActivities = new();
    private readonly ITimer wake;
    private DateTimeOffset promotedTo = DateTimeOffset.MinValue;
    private TaskCompletionSource? quiet;
    private int runningActivities;
    private bool started;

    private bool IsQuiet => runningInstances.Count == 0 && runningActivities == 0
        && (!started || (readyInstances.Count == 0 && readyActivities.Count == 0));

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task rest;
            lock (store.Sync)
            {
                Pump();
                store.ThrowIfDead();
                if (IsQuiet)
                {
                    return;
                }

                rest = WhenQuiet();
            }

            await rest.WaitAsync(cancellationToken);
        }
    }

    private Task WhenQuiet() => IsQuiet
        ? Task.CompletedTask
        : (quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The instance has something to take; it runs at once, or once more when it is running.</summary>
    private void Ready(string instance)
    {
        if (runningInstances.ContainsKey(instance))
        {
            runningInstances[instance] = true;
        }
        else if (queuedInstances.Add(instance))
        {
            readyInstances.Enqueue(instance);
        }
    }

    /// <summary>Called after every change: starts what is ready, tells who waits for quiet, sets the alarm for what is due next.</summary>
    private void Pump()
    {
        Guarded(() =>
        {
            store.ThrowIfDead();
            if (started)
            {
                Promote();
                StartReady();
                var ahead = (store.NextDueAfter(promotedTo) ?? DateTimeOffset.MaxValue) - promotedTo;
                wake.Change(ahead < LongestSleep ? ahead : LongestSleep, Timeout.InfiniteTimeSpan);
            }

            if (IsQuiet)
            {
                quiet?.TrySetResult();
                quiet = null;
            }
        });
        if (store.Death is not null)
        {
            Stop();
        }
    }

    /// <summary>Makes ready what has fallen due since the last time.</summary>
    private void Promote()
    {
        var now = Now();
        if (now > promotedTo)
        {
            store.DueBetween(promotedTo, now).ForEach(Ready);
            promotedTo = now;
        }
    }

    private void StartReady()
    {
        while (runningInstances.Count < options.MaxConcurrentOrchestrators && readyInstances.TryDequeue(out var instance))
        {
            queuedInstances.Remove(instance);
            runningInstances[instance] = false;

            // Without the caller's execution context: an orchestration does not belong to the request that woke it.
            ThreadPool.UnsafeQueueUserWorkItem(RunStep, instance, preferLocal: false);
        }

        while (runningActivities < options.MaxConcurrentActivities && readyActivities.TryDequeue(out var activity))
        {
            runningActivities++;
            ThreadPool.UnsafeQueueUserWorkItem(id => _ = RunActivityAsync(id), activity, preferLocal: false);
        }
    }

    private void Wake()
    {
        lock (store.Sync)
        {
            if (started)
            {
                Guarded(() => ForgetEnded(Now()));
                Pump();
            }
        }
    }

    /// <summary>Runs a piece of the engine's own work: when it fails, the engine stops instead of going on half-way.</summary>
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (EngineDiedException)
        {
            // Whoever waits is told by Stop.
        }
#pragma warning disable CA1031 // On a thread of the pool any other end would take the process along.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (store.Sync)
            {
                store.Fail(e);
            }
        }
    }

    /// <summary>Tells everybody who waits that nothing will come any more.</summary>
    private void Stop()
    {
        if (store.Death is { InnerException: not null } failure && started)
        {
            started = false;
            EngineLog.Stopped(logger, failure);
        }

        quiet?.TrySetException(store.Death!);
        quiet = null;
        foreach (var waiter in watchers.Values.SelectMany(list => list))
        {
            waiter.TrySetException(store.Death!);
        }

        watchers.Clear();
    }
}
