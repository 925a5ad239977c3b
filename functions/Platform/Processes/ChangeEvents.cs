using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>What a request says to a process of its subject; see <see cref="ProcessRequests"/>.</summary>
public enum Change
{
    /// <summary>It has been written.</summary>
    Made,

    /// <summary>It is about to be written.</summary>
    Announced,
}

/// <summary>
/// In an orchestrator: the changes that it is notified of. They do not say what has changed: the process reads its subject.
/// One wait for the event stays open over all timers: a cancelled one would stay first in line, and swallow the change that
/// comes while nobody waits. Timers stay open too, and serve a later wait: setting anew costs a step of the history.
/// </summary>
public sealed class ChangeEvents(TaskOrchestrationContext context) : IDisposable
{
    /// <summary>Of the event.</summary>
    public const string Name = "Changed";

    // After a minute the request has either written or died; the later times are for a storage that was down.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly Queue<DateTime> _reads = new();
    private readonly List<Timer> _timers = [];
    private Task<Change>? _next;

    /// <summary>Waits until the subject is written, reading whenever notified; false when it never is.</summary>
    /// <param name="read">Whether it is written.</param>
    public async Task<bool> WrittenAsync(Func<Task<bool>> read)
    {
        var begun = context.CurrentUtcDateTime;
        foreach (var patience in Patience)
        {
            bool notified;
            do
            {
                // What changes is written already: a process that a fault had ended was started again.
                notified = await BeforeAsync(begun + patience, orAnnounced: true);
                if (await read())
                    return true;
            }
            while (notified);
        }

        return false;
    }

    /// <summary>Waits for a reason to read, but not beyond a time (UTC): a notification, or none after an announcement.</summary>
    /// <returns>Whether there is one; false when the time is up.</returns>
    public Task<bool> BeforeAsync(DateTime due) => BeforeAsync(due, orAnnounced: false);

    /// <summary>Cancels what it has set: no orchestration ends before its timers.</summary>
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
                // It may have been set for something else, which has come by itself since.
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
