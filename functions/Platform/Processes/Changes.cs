using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>What a request tells a process of its matter; see <see cref="Processes"/>.</summary>
public enum Change
{
    /// <summary>It has been written.</summary>
    Made,

    /// <summary>It is about to be written.</summary>
    Announced,
}

/// <summary>
/// In an orchestrator: the changes that it is told of. Make one and keep it, for it keeps one wait over all timers:
/// a cancelled wait would stay first in line, and swallow the change that comes while nobody waits.
/// </summary>
public sealed class Changes(TaskOrchestrationContext context)
{
    // After a minute the request has either written or died; the later looks are for a storage that was down.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly Queue<DateTime> _looks = new();
    private Task<Change>? _next;

    /// <summary>Waits until the matter is written, looking again whenever told; null when it never is.</summary>
    public async Task<T?> WrittenAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        var end = context.CurrentUtcDateTime + Patience[^1];
        Expect();
        do
        {
            if (await look() is { } matter)
            {
                _looks.Clear();
                return matter;
            }
        }
        while (await BeforeAsync(end));
        return await look();
    }

    /// <summary>Waits for something worth a look, but not beyond a time (UTC): being told, or not being told what came of an announcement.</summary>
    /// <returns>Whether to look; false when the time is up.</returns>
    public async Task<bool> BeforeAsync(DateTime due)
    {
        var looking = _looks.TryPeek(out var look) && look < due;
        using var loser = new CancellationTokenSource();
        _next ??= context.WaitForExternalEvent<Change>(Processes.Changed);
        var timer = context.CreateTimer(looking ? look : due, loser.Token);
        if (await Task.WhenAny(_next, timer) == timer)
        {
            if (looking)
                _looks.Dequeue();
            return looking;
        }

        loser.Cancel();
        var change = await _next;
        _next = null;
        if (change == Change.Announced)
            Expect();
        return true;
    }

    private void Expect()
    {
        _looks.Clear();
        foreach (var wait in Patience)
            _looks.Enqueue(context.CurrentUtcDateTime + wait);
    }
}
