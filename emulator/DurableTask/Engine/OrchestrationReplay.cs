using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// One step of one instance: runs the orchestrator's code from the top against the history, hands it what has arrived,
/// and collects what it asks for. Knows no storage; everything is thrown away afterwards.
/// </summary>
internal sealed class OrchestrationReplay
{
    private readonly EngineFunctions _functions;
    private readonly OrchestratorScheduler _scheduler;
    private readonly Dictionary<int, RequestedStep> _recorded;
    private readonly HashSet<int> _canceledTimers;
    private readonly Dictionary<int, PendingStep> _open = [];
    private readonly Queue<HistoryEvent> _whileSuspended = new();
    private readonly List<HistoryEvent> _added = [];
    private readonly IReadOnlyList<HistoryEvent> _history;
    private readonly ReplayContext _context;
    private Task<object?>? _code;
    private TaskFailureDetails? _violation;
    private ExecutionTerminated? _terminated;
    private bool _suspended;
    private int _nextId;

    public OrchestrationReplay(
        string instanceId, IReadOnlyList<HistoryEvent> history, EngineFunctions functions, ILoggerFactory loggers, Action foreignContinuation)
    {
        _history = history;
        _functions = functions;
        _scheduler = new(foreignContinuation);
        _recorded = history.OfType<RequestedStep>().ToDictionary(step => step.Id);
        _canceledTimers = [.. history.OfType<TimerCanceled>().Select(canceled => canceled.Id)];
        Events = new(functions.Converter);
        _context = new(this, instanceId, functions.Converter, loggers);
    }

    public ExternalEvents Events { get; }

    public DateTimeOffset Now { get; private set; }

    public bool IsReplaying { get; private set; } = true;

    private bool Ended => _violation is not null || _terminated is not null || _code is { IsCompleted: true };

    /// <summary>Replays, then takes the arrived messages one after the other until the code has ended.</summary>
    public StepResult Run(IReadOnlyList<HistoryEvent> arrived, DateTimeOffset now)
    {
        foreach (var past in _history)
        {
            Apply(past);
        }

        CheckReplay();
        IsReplaying = false;
        var taken = 0;
        if (!Ended)
        {
            Take(new StepStarted(now));
            while (!Ended && taken < arrived.Count)
            {
                Take(arrived[taken++]);
            }
        }

        return Conclude(taken, now);
    }

    /// <summary>Registers what the code asks for, or finds it in the history.</summary>
    public int Request(Func<int, RequestedStep> step, PendingStep? pending)
    {
        CheckAccess();
        var request = step(_nextId++);
        if (_recorded.TryGetValue(request.Id, out var past))
        {
            _violation ??= ReplayRules.Compare(past, request);
        }
        else if (IsReplaying)
        {
            _violation ??= ReplayRules.Added(request);
        }
        else
        {
            _added.Add(request);
        }

        if (_violation is not null)
        {
            throw new InvalidOperationException(_violation.ErrorMessage);
        }

        if (pending is not null)
        {
            _open[request.Id] = pending;
        }

        return request.Id;
    }

    /// <summary>False when the timer has already fired or been cancelled.</summary>
    public bool CancelTimer(int id)
    {
        CheckAccess();
        if (!_open.Remove(id))
        {
            return false;
        }

        if (_canceledTimers.Add(id))
        {
            if (IsReplaying)
            {
                _violation ??= ReplayRules.Canceled(_recorded[id]);
            }

            _added.Add(new TimerCanceled(Now, id));
        }

        return true;
    }

    /// <summary>Refuses calls from any thread but the one that replays.</summary>
    public void CheckAccess()
    {
        if (!_scheduler.IsCurrent)
        {
            _violation ??= ReplayRules.ForeignAwait();
            _scheduler.ReportForeign();
            throw new InvalidOperationException(_violation.ErrorMessage);
        }
    }

    private void Take(HistoryEvent arrived)
    {
        _added.Add(arrived);
        Apply(arrived);
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionTerminated end:
                _terminated = end;
                break;
            case ExecutionAborted aborted:
                _violation = aborted.Failure;
                break;
            case StepStarted step:
                Now = step.At;
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                _suspended = false;
                // To the last one, also when the code ends before: what it did not ask for may be carried to a new execution.
                while (_whileSuspended.TryDequeue(out var kept))
                {
                    _scheduler.Run(() => Deliver(kept));
                }

                break;
            case RequestedStep or TimerCanceled:
                break;
            default:
                if (_suspended)
                {
                    _whileSuspended.Enqueue(happened);
                }
                else
                {
                    _scheduler.Run(() => Deliver(happened));
                }

                break;
        }
    }

    private void Deliver(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted started:
                _context.Start(started);
                _code = Start(started.Name);
                break;
            case EventRaised raised:
                Events.Deliver(raised);
                break;
            case StepOutcome outcome when _open.Remove(outcome.Id, out var pending):
                Settle(outcome, pending);
                break;
        }
    }

    private Task<object?> Start(string name)
    {
        try
        {
            return _functions.RunOrchestrator(name, _context);
        }
#pragma warning disable CA1031 // Whatever the orchestrator throws is its failure, not the engine's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Task.FromException<object?>(e);
        }
    }

    private void Settle(StepOutcome outcome, PendingStep pending)
    {
        switch (outcome)
        {
            case ActivityCompleted done:
                pending.Complete(done.Result, _functions.Converter);
                break;
            case ChildCompleted done:
                pending.Complete(done.Result, _functions.Converter);
                break;
            case TimerFired:
                pending.Complete(null, _functions.Converter);
                break;
            case ActivityFailed failed:
                pending.Fail(new TaskFailedException(((ActivityScheduled)Asked(failed.Id)).Name, failed.Id, failed.Failure));
                break;
            case ChildFailed failed:
                pending.Fail(new TaskFailedException(((ChildScheduled)Asked(failed.Id)).Name, failed.Id, failed.Failure));
                break;
            default:
                throw new UnreachableException(outcome.GetType().Name);
        }
    }

    private RequestedStep Asked(int id) =>
        _recorded.TryGetValue(id, out var step) ? step : _added.OfType<RequestedStep>().First(asked => asked.Id == id);

    private void CheckReplay()
    {
        if (_history.Count == 0)
        {
            return;
        }

        _violation ??= _recorded.Values.Where(step => step.Id >= _nextId).MinBy(step => step.Id) is { } missing
            ? ReplayRules.Missing(missing)
            : Ended ? ReplayRules.EndedEarly() : null;
    }

    private StepResult Conclude(int taken, DateTimeOffset now)
    {
        // Awaiting although nothing of ours is open: only something foreign can be left to wait for.
        if (!Ended && !_suspended && _code is not null && _open.Count == 0 && Events.OpenWaits == 0)
        {
            _violation = ReplayRules.ForeignAwait();
        }

        Restart? restart = null;
        if (_violation is not null)
        {
            _added.RemoveAll(line => line is RequestedStep or TimerCanceled or ExecutionAborted);
            _added.Add(new ExecutionFailed(now, _violation));
        }
        else if (_terminated is null && _code is { IsCompleted: true })
        {
            var end = _context.End(_code, now);
            restart = end is ExecutionCompleted ? _context.Restart() : null;
            _added.Add(end);
        }

        return new(_added, taken, _suspended, _context.CustomStatusJson, _violation is not null, restart);
    }
}
