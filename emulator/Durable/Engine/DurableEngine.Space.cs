namespace Accounts.Emulator.Durable;

/// <summary>What happens while the store has no space: clients are refused, the engine's own work waits and tries again.</summary>
public sealed partial class DurableEngine
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // Less than a step of a process takes.
    private const long LeastSpace = 64 * 1024;

    private bool _probing;

    /// <summary>False while changes find no space, or the engine has stopped for good.</summary>
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

    /// <summary>For tests: a limit below what is stored makes every further page one too many, as a full disk does.</summary>
    public void LimitStorage(long pages)
    {
        lock (_store.Sync)
        {
            _store.LimitPages(pages);
        }
    }

    /// <summary>Stores what the engine itself has to store, however long it takes.</summary>
    /// <exception cref="OperationCanceledException">The engine stops; what was not stored is done again.</exception>
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

            // Real time: the disk does not follow the clock of the app.
            await Task.Delay(pause, _stopping.Token);
        }
    }

    /// <summary>Checks from time to time whether there is space again, because nothing else may come that needs it.</summary>
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
            // There is nobody left who waits for it.
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
