using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The operations of clients on instances.</summary>
public sealed partial class DurableEngine
{
    private static readonly OrchestrationStatus[] Replaceable =
        [OrchestrationStatus.Completed, OrchestrationStatus.Failed, OrchestrationStatus.Terminated];

    /// <summary>Starts an instance; false when one with the same id exists and must not be replaced.</summary>
    /// <param name="replaceable">Statuses in which an existing instance is replaced; null means all ended statuses.</param>
    internal bool Start(ExecutionStartedEvent start, IReadOnlyCollection<OrchestrationStatus>? replaceable) => Change(woken =>
    {
        if (_store.Find(start.OrchestrationInstance.InstanceId) is { } existing)
        {
            if (!(replaceable ?? Replaceable).Contains(existing.Status))
                return false;
            if (!existing.IsEnded)
                AnswerParent(existing with { Status = OrchestrationStatus.Terminated }, _latest, woken);
        }

        Create(_latest, start, woken);
        return true;
    });

    internal void Raise(string id, string name, string? input) => Change(woken =>
    {
        if (_options.ThrowStatusExceptionsOnRaiseEvent)
            FindRunning(id, "raise an event to");
        Deliver(id, null, Events.Raised(_latest, name, input), woken);
        return true;
    });

    internal void Terminate(string id, string? output, bool recursive) => Change(woken =>
    {
        FindRunning(id, "terminate");
        TerminateFamily(id, output, recursive, woken);
        return true;
    });

    internal void Suspend(string id, string? reason) => Change(woken =>
    {
        if (FindRunning(id, "suspend").Status == OrchestrationStatus.Suspended)
            throw new InstanceStateException(id, "suspend", OrchestrationStatus.Suspended);
        Deliver(id, null, Events.Suspended(_latest, reason), woken);
        return true;
    });

    internal void Resume(string id, string? reason) => Change(woken =>
    {
        if (FindRunning(id, "resume").Status is not OrchestrationStatus.Suspended and var status)
            throw new InstanceStateException(id, "resume", status);
        Deliver(id, null, Events.Resumed(_latest, reason), woken);
        return true;
    });

    internal InstanceRow? Find(string id) => Read(store => store.Find(id));

    /// <summary>An instance with the history of its present execution; null when there is none.</summary>
    internal (InstanceRow Row, IReadOnlyList<HistoryEvent> History)? FindProcess(string id) => Read(store =>
        store.Find(id) is { } row ? (row, store.History(id).Events.Events) : default((InstanceRow, IReadOnlyList<HistoryEvent>)?));

    internal T Read<T>(Func<DurableStore, T> query)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            return query(_store);
        }
    }

    /// <summary>Runs a client's change as one commit, then starts what it made ready.</summary>
    private T Change<T>(Func<List<string>, T> change)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            Now();
            var woken = new List<string>();
            try
            {
                var result = _store.Commit(() => change(woken));
                woken.ForEach(Ready);
                return result;
            }
            catch (StoreFullException e)
            {
                AwaitSpace(e);
                throw;
            }
            finally
            {
                Pump();
            }
        }
    }

    private InstanceRow FindRunning(string id, string verb)
    {
        var row = _store.Find(id) ?? throw new InstanceStateException(id);
        return row.IsEnded ? throw new InstanceStateException(id, verb, row.Status) : row;
    }

    private void TerminateFamily(string id, string? output, bool recursive, List<string> woken)
    {
        foreach (var member in recursive ? Family(id) : [id])
            Deliver(member, null, Events.Terminated(_latest, output), woken);
    }

    private List<string> Family(string id) => [id, .. _store.Children(id).SelectMany(Family)];
}
