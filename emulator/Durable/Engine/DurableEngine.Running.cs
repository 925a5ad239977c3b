namespace Accounts.Emulator.Durable;

/// <summary>Runs pieces of work one after the other, and stops the engine when one fails.</summary>
public sealed partial class DurableEngine
{
    /// <summary>Runs a piece of work and then, on the same thread, what it made ready.</summary>
    private async Task RunAsync(Func<Task> work)
    {
        for (Func<Task>? next = work; next is not null;)
        {
            try
            {
                await next();
            }
            catch (Exception e) when (e is EngineDiedException || (e is OperationCanceledException && _stopping.IsCancellationRequested))
            {
                // Stop() notifies waiting callers. Work in flight is in the store and runs again.
            }
#pragma warning disable CA1031 // An exception that leaves a thread of the pool would end the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(e);
            }

            lock (_store.Sync)
            {
                next = Pump(mine: true);
            }
        }
    }

    /// <summary>Runs the engine's own work. When it fails, the engine stops, because the work may be half done.</summary>
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (EngineDiedException)
        {
            // Stop() notifies waiting callers.
        }
#pragma warning disable CA1031 // See RunAsync.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }

    private void Fail(Exception cause)
    {
        lock (_store.Sync)
        {
            _store.Fail(cause);
        }
    }

    /// <summary>Notifies all waiting callers that the engine has stopped.</summary>
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
            waiter.TrySetException(_store.Death!);
        _watchers.Clear();
    }
}
