namespace Accounts.Emulator.DurableTask;

/// <summary>Who runs when: what is ready, what is running, what waits for time. All of it under the store's lock.</summary>
public sealed partial class DurableEngine
{
    // Long timers are cut, because a timer of the system cannot be set further ahead than some weeks;
    // once a day, ended instances are forgotten too.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Queue<string> _readyInstances = new();
    private readonly HashSet<string> _queuedInstances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _runningInstances = new(StringComparer.Ordinal);
    private readonly Queue<long> _readyActivities = new();
    private readonly ITimer _wake;
    private DateTimeOffset _promotedTo = DateTimeOffset.MinValue;
    private TaskCompletionSource? _quiet;
    private int _runningActivities;
    private bool _started;

    private bool IsQuiet => _runningInstances.Count == 0 && _runningActivities == 0
        && (!_started || (_readyInstances.Count == 0 && _readyActivities.Count == 0));

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task rest;
            lock (_store.Sync)
            {
                Pump();
                _store.ThrowIfDead();
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
        : (_quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The instance has something to take; it runs at once, or once more when it is running.</summary>
    private void Ready(string instance)
    {
        if (_runningInstances.ContainsKey(instance))
        {
            _runningInstances[instance] = true;
        }
        else if (_queuedInstances.Add(instance))
        {
            _readyInstances.Enqueue(instance);
        }
    }

    /// <summary>Called after every change: starts what is ready, tells who waits for quiet, sets the alarm for what is due next.</summary>
    private void Pump()
    {
        Guarded(() =>
        {
            _store.ThrowIfDead();
            if (_started)
            {
                Promote();
                StartReady();
                var ahead = (_store.NextDueAfter(_promotedTo) ?? DateTimeOffset.MaxValue) - _promotedTo;
                _wake.Change(ahead < LongestSleep ? ahead : LongestSleep, Timeout.InfiniteTimeSpan);
            }

            if (IsQuiet)
            {
                _quiet?.TrySetResult();
                _quiet = null;
            }
        });
        if (_store.Death is not null)
        {
            Stop();
        }
    }

    /// <summary>Makes ready what has fallen due since the last time.</summary>
    private void Promote()
    {
        var now = Now();
        if (now > _promotedTo)
        {
            _store.DueBetween(_promotedTo, now).ForEach(Ready);
            _promotedTo = now;
        }
    }

    private void StartReady()
    {
        while (_runningInstances.Count < _options.MaxConcurrentOrchestrators && _readyInstances.TryDequeue(out var instance))
        {
            _queuedInstances.Remove(instance);
            _runningInstances[instance] = false;

            // Without the caller's execution context: an orchestration does not belong to the request that woke it.
            ThreadPool.UnsafeQueueUserWorkItem(RunStep, instance, preferLocal: false);
        }

        while (_runningActivities < _options.MaxConcurrentActivities && _readyActivities.TryDequeue(out var activity))
        {
            _runningActivities++;
            ThreadPool.UnsafeQueueUserWorkItem(id => _ = RunActivityAsync(id), activity, preferLocal: false);
        }
    }

    private void Wake()
    {
        lock (_store.Sync)
        {
            if (_started)
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
            lock (_store.Sync)
            {
                _store.Fail(e);
            }
        }
    }

    /// <summary>Tells everybody who waits that nothing will come any more.</summary>
    private void Stop()
    {
        if (_store.Death is { InnerException: not null } failure && _started)
        {
            _started = false;
            EngineLog.Stopped(_logger, failure);
        }

        _quiet?.TrySetException(_store.Death!);
        _quiet = null;
        foreach (var waiter in _watchers.Values.SelectMany(list => list))
        {
            waiter.TrySetException(_store.Death!);
        }

        _watchers.Clear();
    }
}
