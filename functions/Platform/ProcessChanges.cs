using Microsoft.DurableTask;

namespace Accounts.Platform;

/// <summary>In an orchestrator: what a process is told about its matter. One for the whole process.</summary>
/// <remarks>
/// There is one wait at any time, and it is kept until it is answered: a wait that is given up would swallow the event that
/// comes a moment later.
/// </remarks>
public sealed class ProcessChanges(TaskOrchestrationContext context)
{
    // After a minute the request has either written or died; the later looks are for a storage that was down.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private Task<object?>? _told;

    /// <summary>Waits until the matter is written, looking again whenever told.</summary>
    /// <returns>The matter; null when it never came, because its request died.</returns>
    public async Task<T?> WrittenAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        foreach (var wait in Patience)
        {
            if (await look() is { } matter)
                return matter;
            await ToldBeforeAsync(context.CurrentUtcDateTime + wait);
        }

        return await look();
    }

    /// <summary>Waits to be told, but not beyond a time (UTC).</summary>
    /// <returns>Whether it was told.</returns>
    public async Task<bool> ToldBeforeAsync(DateTime due)
    {
        _told ??= context.WaitForExternalEvent<object?>(Processes.Changed);
        using var pointless = new CancellationTokenSource();
        var timer = context.CreateTimer(due, pointless.Token);
        if (await Task.WhenAny(_told, timer) == timer)
            return false;
        pointless.Cancel();
        _told = null;
        return true;
    }
}
