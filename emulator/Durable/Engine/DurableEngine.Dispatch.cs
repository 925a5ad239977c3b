namespace Accounts.Emulator.Durable;

/// <summary>Who runs when: what is ready, what is running, what waits for time. All of it under the store's lock.</summary>
public sealed partial class DurableEngine
{
    // Long timers are cut, because a timer of the system cannot be set further ahead than some weeks;
    // once a day, ended instances are forgotten too.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Queue<string> _readyInstances = new();
    private readonly HashSet<string> _queuedInstances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _runningInstances = new(StringComparer.Ordinal);
    private readonly Queue<QueuedActivity> _readyActivities = new();
    private readonly ITimer _wake;
    private DateTimeOffset _promotedTo = DateTimeOffset.MinValue;

    // Nothing falls due before this; it may be earlier than what really comes next, but never later.
    private DateTimeOffset _nothingDueBefore = DateTimeOffset.MinValue;
    private DateTimeOffset _wakesAt = DateTimeOffset.MaxValue;
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
                    return;
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
            _runningInstances[instance] = true;
        else if (_queuedInstances.Add(instance))
            _readyInstances.Enqueue(instance);
    }

    /// <summary>Called after every change: starts what is ready, notifies who waits for quiet, sets the alarm.</summary>
    /// <param name="mine">Whether the caller runs one of what is ready itself, instead of waking another thread for it.</param>
    private Func<Task>? Pump(bool mine = false)
    {
        Func<Task>? next = null;
        Guarded(() =>
        {
            _store.ThrowIfDead();
            if (_started)
            {
                Promote();
                next = mine ? TakeReady() : null;
                while (TakeReady() is { } work)
                {
                    // Without the caller's execution context: an orchestration does not belong to the request that woke it.
                    ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(work), null);
                }

                SetAlarm();
            }

            if (IsQuiet)
            {
                _quiet?.TrySetResult();
                _quiet = null;
            }
        });
        if (_store.Death is not null)
            Stop();
        return next;
    }

    /// <summary>Makes ready what has fallen due since the last time.</summary>
    private void Promote()
    {
        var now = Now();
        if (now <= _promotedTo)
            return;
        if (now >= _nothingDueBefore)
        {
            _store.DueBetween(_promotedTo, now).ForEach(Ready);
            _nothingDueBefore = _store.NextDueAfter(now) ?? DateTimeOffset.MaxValue;
        }

        _promotedTo = now;
    }

    private void SetAlarm()
    {
        var longest = _promotedTo + LongestSleep;
        var at = _nothingDueBefore < longest ? _nothingDueBefore : longest;
        if (at >= _wakesAt && _wakesAt > _promotedTo)
            return;
        _wakesAt = at;
        var ahead = at - _promotedTo;
        _wake.Change(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Func<Task>? TakeReady()
    {
        if (_runningInstances.Count < _options.MaxConcurrentOrchestrators && _readyInstances.TryDequeue(out var instance))
        {
            _queuedInstances.Remove(instance);
            _runningInstances[instance] = false;
            return () => RunStepAsync(instance);
        }

        if (_runningActivities < _options.MaxConcurrentActivities && _readyActivities.TryDequeue(out var activity))
        {
            _runningActivities++;
            return () => RunActivityAsync(activity);
        }

        return null;
    }

    private void Wake()
    {
        lock (_store.Sync)
        {
            _wakesAt = DateTimeOffset.MaxValue;
            Guarded(ForgetEnded);
            Pump();
        }
    }
}
