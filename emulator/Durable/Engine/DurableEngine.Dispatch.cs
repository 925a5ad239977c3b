namespace Accounts.Emulator.Durable;

/// <summary>The scheduler: what is ready, what runs, and what waits for a time. All of it is under the store's lock.</summary>
public sealed partial class DurableEngine
{
    // Long waits are split, because a system timer can wait only some weeks.
    // The daily wake-up also deletes old ended instances.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Queue<string> _readyInstances = new();
    private readonly HashSet<string> _queuedInstances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _runningInstances = new(StringComparer.Ordinal);
    private readonly Queue<QueuedActivity> _readyActivities = new();
    private readonly ITimer _wake;
    private DateTimeOffset _promotedTo = DateTimeOffset.MinValue;

    // Nothing is due before this time. It may be earlier than the next due time, but never later.
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

    /// <summary>The instance has new messages. It is queued, or runs once more if it is running now.</summary>
    private void Ready(string instance)
    {
        if (_runningInstances.ContainsKey(instance))
            _runningInstances[instance] = true;
        else if (_queuedInstances.Add(instance))
            _readyInstances.Enqueue(instance);
    }

    /// <summary>Called after every change: starts what is ready, notifies callers that wait until nothing runs, sets the timer.</summary>
    /// <param name="mine">Whether the caller runs one ready item itself, instead of another thread.</param>
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

    /// <summary>Makes ready what has become due since the last call.</summary>
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
