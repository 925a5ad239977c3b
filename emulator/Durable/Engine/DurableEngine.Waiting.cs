namespace Accounts.Emulator.Durable;

/// <summary>Callers that wait until an instance reaches a state.</summary>
public sealed partial class DurableEngine
{
    private readonly Dictionary<string, List<TaskCompletionSource>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Waits until the instance is in the wanted state. It does not have to exist yet.</summary>
    internal async Task<InstanceRow?> WaitAsync(string id, Func<InstanceRow?, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_store.Sync)
            {
                _store.ThrowIfDead();
                var row = _store.Find(id);
                if (wanted(row))
                    return row;
                if (!_watchers.TryGetValue(id, out var list))
                    _watchers[id] = list = [];
                list.Add(change);
            }

            try
            {
                await change.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                lock (_store.Sync)
                {
                    if (_watchers.TryGetValue(id, out var list) && list.Remove(change) && list.Count == 0)
                        _watchers.Remove(id);
                }
            }
        }
    }

    private void Announce(string id)
    {
        if (_watchers.Remove(id, out var list))
            list.ForEach(watcher => watcher.TrySetResult());
    }
}
