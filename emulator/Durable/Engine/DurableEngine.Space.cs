namespace Accounts.Emulator.Durable;

/// <summary>While the store has no space, clients get an error, and the engine's own work waits and retries.</summary>
public sealed partial class DurableEngine
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // With less free space, a step of a process may not fit.
    private const long LeastSpace = 64 * 1024;

    private bool _probing;

    /// <summary>False while there is no space for changes, or after the engine has stopped permanently.</summary>
    public bool CanWrite
    {
        get
        {
            lock (_store.Sync)
            {
                return _store.CanWrite && _store.Death is null && new DriveInfo(_options.Folder).AvailableFreeSpace >= LeastSpace;
            }
        }
    }

    /// <summary>For tests: limits the file's pages. A limit below the present size simulates a full disk.</summary>
    public void LimitStorage(long pages)
    {
        lock (_store.Sync)
        {
            _store.LimitPages(pages);
        }
    }

    /// <summary>Stores the engine's own work, and retries until there is space.</summary>
    /// <exception cref="OperationCanceledException">The engine stops; work that was not stored runs again.</exception>
    private async Task<T> StoreAsync<T>(Func<T> store)
    {
        for (var pause = ShortestPause; ; pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            lock (_store.Sync)
            {
                try
                {
                    return store();
                }
                catch (StoreFullException e)
                {
                    AwaitSpace(e);
                }
            }

            // Real time, because the disk does not follow the app's clock.
            await Task.Delay(pause, _stopping.Token);
        }
    }

    /// <summary>Polls until there is space again, because there may be no other write that would find out.</summary>
    private void AwaitSpace(StoreFullException reason)
    {
        if (_probing)
            return;
        _probing = true;
        EngineLog.NoSpace(_logger, reason.Message);
        _ = Task.Run(ProbeAsync);
    }

    private async Task ProbeAsync()
    {
        try
        {
            for (var pause = ShortestPause; ; pause = pause < LongestPause ? 2 * pause : LongestPause)
            {
                await Task.Delay(pause, _stopping.Token);
                lock (_store.Sync)
                {
                    if (HasSpace())
                        return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or EngineDiedException)
        {
            // The engine has stopped; nothing waits for space any more.
        }
    }

    private bool HasSpace()
    {
        try
        {
            _store.Probe();
        }
        catch (StoreFullException)
        {
            return false;
        }

        _probing = false;
        EngineLog.SpaceAgain(_logger);
        Guarded(ForgetEnded);
        Pump();
        return true;
    }
}
