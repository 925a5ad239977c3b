using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>What clients do to instances.</summary>
public sealed partial class DurableEngine
{
    private static readonly string[] RunningStatuses =
    [
        nameof(OrchestrationRuntimeStatus.Pending), nameof(OrchestrationRuntimeStatus.Running), nameof(OrchestrationRuntimeStatus.Suspended),
    ];

    /// <param name="trace">The span that asks for it.</param>
    internal void Schedule(string id, string name, string? input, DateTimeOffset? startAt, IReadOnlyList<string>? dedupeStatuses, string? trace) => Change(woken =>
    {
        if (!_functions.IsOrchestrator(name))
        {
            throw new ArgumentException($"The function '{name}' doesn't exist, or is not an orchestrator function.", nameof(name));
        }

        var now = _latest;
        if (_store.Find(id) is { } existing)
        {
            if ((dedupeStatuses ?? RunningStatuses).Contains(existing.Status.ToString(), StringComparer.OrdinalIgnoreCase))
            {
                throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {id} already exists.");
            }

            if (!existing.IsEnded)
            {
                TellParent(existing with { Status = OrchestrationRuntimeStatus.Terminated }, now, woken);
            }
        }

        Create(id, name, input, null, trace, now, startAt ?? now, woken);
    });

    internal void Raise(string id, string eventName, string? payload) => Change(woken =>
    {
        if (_options.ThrowStatusExceptionsOnRaiseEvent)
        {
            FindRunning(id, "raise an event to");
        }

        Deliver(id, null, _latest, new EventRaised(_latest, eventName, payload), woken);
    });

    internal void Terminate(string id, string? output, bool recursive) => Change(woken =>
    {
        FindRunning(id, "terminate");
        var family = recursive ? Family(id) : [id];
        family.ForEach(member => Deliver(member, null, _latest, new ExecutionTerminated(_latest, output), woken));
    });

    internal void Suspend(string id, string? reason) => Change(woken =>
    {
        if (FindRunning(id, "suspend").Status == OrchestrationRuntimeStatus.Suspended)
        {
            throw Refused(id, "suspend", OrchestrationRuntimeStatus.Suspended);
        }

        Deliver(id, null, _latest, new ExecutionSuspended(_latest, reason), woken);
    });

    internal void Resume(string id, string? reason) => Change(woken =>
    {
        if (FindRunning(id, "resume").Status is not OrchestrationRuntimeStatus.Suspended and var status)
        {
            throw Refused(id, "resume", status);
        }

        Deliver(id, null, _latest, new ExecutionResumed(_latest, reason), woken);
    });

    internal InstanceRow? Find(string id)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            return _store.Find(id);
        }
    }

    /// <summary>Instances, the newest first.</summary>
    internal List<InstanceRow> Processes(string? prefix, IEnumerable<OrchestrationRuntimeStatus>? statuses, long? beforeSequence, int limit) =>
        Read(rows => rows.Newest(prefix, statuses, beforeSequence, limit));

    /// <summary>An instance with the history of its present execution; null when there is none.</summary>
    internal (InstanceRow Row, List<HistoryEvent> History)? FindProcess(string id) =>
        Read(rows => rows.Find(id) is { } row ? (row, rows.History(id)) : default((InstanceRow, List<HistoryEvent>)?));

    /// <summary>
    /// Names of the events that an orchestration waits for now. A history does not tell, so its code is replayed once more;
    /// what the replay leaves is thrown away.
    /// </summary>
    internal IReadOnlyList<string> AwaitedEvents(InstanceRow row, IReadOnlyList<HistoryEvent> history)
    {
        if (row.IsEnded || history.Count == 0)
            return [];
        var replay = new OrchestrationReplay(row.Id, history, _functions, _loggers, () => { });
        replay.Run([], history[^1].At);
        return [.. replay.Events.Awaited];
    }

    internal T Read<T>(Func<DurableStore, T> query)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            return query(_store);
        }
    }

    /// <summary>One commit of a client, and what becomes ready by it.</summary>
    private void Change(Action<List<string>> change)
    {
        lock (_store.Sync)
        {
            _store.ThrowIfDead();
            Now();
            var woken = new List<string>();
            try
            {
                _store.Commit(() =>
                {
                    change(woken);
                    return true;
                });
                woken.ForEach(Ready);
            }
            finally
            {
                Pump();
            }
        }
    }

    private InstanceRow FindRunning(string id, string verb)
    {
        var row = _store.Find(id) ?? throw new ArgumentException($"No instance with ID '{id}' was found.", nameof(id));
        return row.IsEnded ? throw Refused(id, verb, row.Status) : row;
    }

    private static InvalidOperationException Refused(string id, string verb, OrchestrationRuntimeStatus status) =>
        new($"Cannot {verb} the orchestration instance {id} because it is in the {status} state.");

    private List<string> Family(string id) => [id, .. _store.Children(id).SelectMany(Family)];

    /// <summary>An orchestrator that ran on something foreign is failed, also when that shows only after its step.</summary>
    private void Abort(string id, string execution) => Guarded(() => Change(woken =>
        Deliver(id, execution, _latest, new ExecutionAborted(_latest, ReplayRules.ForeignAwait()), woken)));
}
