using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>What a request tells a process about its subject; see <see cref="ProcessRequests"/>.</summary>
public enum Change
{
    /// <summary>The subject has been written.</summary>
    Made,

    /// <summary>The subject is about to be written.</summary>
    Announced,
}

/// <summary>
/// In an orchestrator: the notifications of changes. They do not say what has changed; the process reads its subject.
/// One wait for the event stays open across all timers. A cancelled wait would stay first in line and swallow the next change.
/// Timers stay open too and are reused by later waits, because each new timer adds to the history.
/// </summary>
public sealed class ChangeEvents(TaskOrchestrationContext context) : IDisposable
{
    /// <summary>The name of the event.</summary>
    public const string Name = "Changed";

    // After a minute the request has either written or crashed. The later times are for a storage outage.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly Queue<DateTime> _reads = new();
    private readonly List<Timer> _timers = [];
    private Task<Change>? _next;

    /// <summary>Waits until the subject is written, and reads it at each notification; false when it is never written.</summary>
    /// <param name="read">Reads whether it is written.</param>
    public async Task<bool> WrittenAsync(Func<Task<bool>> read)
    {
        var begun = context.CurrentUtcDateTime;
        foreach (var patience in Patience)
        {
            bool notified;
            do
            {
                // Announcements count too. The subject may already exist, if this process was started again after a failure.
                notified = await BeforeAsync(begun + patience, orAnnounced: true);
                if (await read())
                    return true;
            }
            while (notified);
        }

        return false;
    }

    /// <summary>
    /// Waits until there is a reason to read the subject, but at most until <paramref name="due"/> (UTC). The reason is a
    /// notification, or an announcement that no notification followed in time.
    /// </summary>
    /// <returns>Whether there is a reason; false when the time is up.</returns>
    public Task<bool> BeforeAsync(DateTime due) => BeforeAsync(due, orAnnounced: false);

    /// <summary>Cancels its timers: no orchestration completes before its timers do.</summary>
    public void Dispose()
    {
        foreach (var timer in _timers.ToList())
            Close(timer);
    }

    private async Task<bool> BeforeAsync(DateTime due, bool orAnnounced)
    {
        while (true)
        {
            var isRead = _reads.TryPeek(out var read) && read < due;
            var end = isRead ? read : due;
            var timer = Before(end);
            _next ??= context.WaitForExternalEvent<Change>(Name);
            if (await Task.WhenAny(_next, timer.Fired) == timer.Fired)
            {
                Close(timer);
                // The timer may belong to an earlier wait that has ended since.
                if (timer.At < end)
                    continue;
                if (isRead)
                    _reads.Dequeue();
                return isRead;
            }

            var change = await _next;
            _next = null;
            if (change == Change.Made)
                return true;
            _reads.Clear();
            foreach (var patience in Patience)
                _reads.Enqueue(context.CurrentUtcDateTime + patience);
            if (orAnnounced)
                return true;
        }
    }

    private Timer Before(DateTime end)
    {
        if (_timers.MinBy(timer => timer.At) is { } open && open.At <= end)
            return open;
        var source = new CancellationTokenSource();
        var set = new Timer(end, context.CreateTimer(end, source.Token), source);
        _timers.Add(set);
        return set;
    }

    private void Close(Timer timer)
    {
        _timers.Remove(timer);
        timer.Source.Cancel();
        timer.Source.Dispose();
    }

    private sealed record Timer(DateTime At, Task Fired, CancellationTokenSource Source);
}
