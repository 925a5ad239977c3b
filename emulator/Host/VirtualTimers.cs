namespace Accounts.Emulator;

/// <summary>The timers of a <see cref="VirtualClock"/>, ordered by due time.</summary>
internal sealed class VirtualTimers(VirtualClock clock, bool frozen)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly SortedSet<VirtualTimer> _waiting = new(VirtualTimer.ByDueTime);
    private ITimer? _alarm;
    private long _created;

    private DateTimeOffset Now => clock.GetUtcNow();

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_waiting)
                return _waiting.Min?.Due;
        }
    }

    public ITimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs the callbacks of all due timers on the calling thread.</summary>
    public void FireDue()
    {
        while (TakeDue() is { } timer)
            timer.Fire();
        Rearm();
    }

    /// <summary>Sets a real timer for the next virtual one. While the clock is frozen, only for a timer that is already due.</summary>
    private void Rearm()
    {
        lock (_waiting)
        {
            if (_waiting.Min is not { } next)
                return;
            var wait = next.Due - Now;
            if (wait > TimeSpan.Zero && frozen)
                return;
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestSleep ? LongestSleep : wait;
            _alarm ??= NewAlarm();
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private ITimer NewAlarm()
    {
        // All callers share this timer, so it must not capture the execution context of the first one.
        using (ExecutionContext.SuppressFlow())
            return TimeProvider.System.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private VirtualTimer? TakeDue()
    {
        lock (_waiting)
        {
            if (_waiting.Min is not { } timer || timer.Due > Now)
                return null;
            _waiting.Remove(timer);
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
                _waiting.Add(timer);
            }

            return timer;
        }
    }

    private sealed class VirtualTimer(VirtualTimers owner, TimerCallback callback, object? state, long number) : ITimer
    {
        public static readonly IComparer<VirtualTimer> ByDueTime =
            Comparer<VirtualTimer>.Create((a, b) => (a.Due, a.Number).CompareTo((b.Due, b.Number)));

        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        private long Number => number;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._waiting)
            {
                if (_disposed)
                    return false;
                owner._waiting.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = owner.Now + dueTime;
                    owner._waiting.Add(this);
                }
            }

            owner.Rearm();
            return true;
        }

        public void Fire()
        {
            if (_context is null)
                callback(state);
            else
                ExecutionContext.Run(_context, _ => callback(state), null);
        }

        public void Dispose()
        {
            lock (owner._waiting)
            {
                _disposed = true;
                owner._waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
