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
    private readonly EngineFunctions functions;
    private readonly OrchestratorScheduler scheduler;
    private readonly Dictionary<int, RequestedStep> recorded;
    private readonly HashSet<int> canceledTimers;
    private readonly Dictionary<int, PendingStep> open = [];
    private readonly Queue<HistoryEvent> whileSuspended = new();
    private readonly List<HistoryEvent> added = [];
    private readonly IReadOnlyList<HistoryEvent> history;
    private readonly ReplayContext context;
    private Task<object?>? code;
    private TaskFailureDetails? violation;
    private ExecutionTerminated? terminated;
    private bool suspended;
    private int nextId;

    public OrchestrationReplay(
        string instanceId, IReadOnlyList<HistoryEvent> history, EngineFunctions functions, ILoggerFactory loggers, Action foreignContinuation)
    {
        this.history = history;
        this.functions = functions;
        scheduler = new(foreignContinuation);
        recorded = history.OfType<RequestedStep>().ToDictionary(step => step.Id);
        canceledTimers = [.. history.OfType<TimerCanceled>().Select(canceled => canceled.Id)];
        Events = new(functions.Converter);
        context = new(this, instanceId, functions.Converter, loggers);
    }

    public ExternalEvents Events { get; }

    public DateTimeOffset Now { get; private set; }

    public bool IsReplaying { get; private set; } = true;

    private bool Ended => violation is not null || terminated is not null || code is { IsCompleted: true };

    /// <summary>Replays, then takes the arrived messages one after the other until the code has ended.</summary>
    public StepResult Run(IReadOnlyList<HistoryEvent> arrived, DateTimeOffset now)
    {
        foreach (var past in history)
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
        var request = step(nextId++);
        if (recorded.TryGetValue(request.Id, out var past))
        {
            violation ??= ReplayRules.Compare(past, request);
        }
        else if (IsReplaying)
        {
            violation ??= ReplayRules.Added(request);
        }
        else
        {
            added.Add(request);
        }

        if (violation is not null)
        {
            throw new InvalidOperationException(violation.ErrorMessage);
        }

        if (pending is not null)
        {
            open[request.Id] = pending;
        }

        return request.Id;
    }

    /// <summary>False when the timer has already fired or been cancelled.</summary>
    public bool CancelTimer(int id)
    {
        CheckAccess();
        if (!open.Remove(id))
        {
            return false;
        }

        if (canceledTimers.Add(id))
        {
            added.Add(new TimerCanceled(Now, id));
        }

        return true;
    }

    /// <summary>Refuses calls from any thread but the one that replays.</summary>
    public void CheckAccess()
    {
        if (!scheduler.IsCurrent)
        {
            violation ??= ReplayRules.ForeignAwait();
            scheduler.ReportForeign();
            throw new InvalidOperationException(violation.ErrorMessage);
        }
    }

    private void Take(HistoryEvent arrived)
    {
        added.Add(arrived);
        Apply(arrived);
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionTerminated end:
                terminated = end;
                break;
            case ExecutionAborted aborted:
                violation = aborted.Failure;
                break;
            case StepStarted step:
                Now = step.At;
                break;
            case ExecutionSuspended:
                suspended = true;
                break;
            case ExecutionResumed:
                suspended = false;
                // To the last one, also when the code ends before: what it did not ask for may be carried to a new execution.
                while (whileSuspended.TryDequeue(out var kept))
                {
                    scheduler.Run(() => Deliver(kept));
                }

                break;
            case RequestedStep or TimerCanceled:
                break;
            default:
                if (suspended)
                {
                    whileSuspended.Enqueue(happened);
                }
                else
                {
                    scheduler.Run(() => Deliver(happened));
                }

                break;
        }
    }

    private void Deliver(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted started:
                context.Start(started);
                code = Start(started.Name);
                break;
            case EventRaised raised:
                Events.Deliver(raised);
                break;
            case StepOutcome outcome when open.Remove(outcome.Id, out var pending):
                Settle(outcome, pending);
                break;
        }
    }

    private Task<object?> Start(string name)
    {
        try
        {
            return functions.RunOrchestrator(name, context);
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
                pending.Complete(done.Result, functions.Converter);
                break;
            case ChildCompleted done:
                pending.Complete(done.Result, functions.Converter);
                break;
            case TimerFired:
                pending.Complete(null, functions.Converter);
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
        recorded.TryGetValue(id, out var step) ? step : added.OfType<RequestedStep>().First(asked => asked.Id == id);

    private void CheckReplay()
    {
        if (history.Count == 0)
        {
            return;
        }

        violation ??= recorded.Values.Where(step => step.Id >= nextId).MinBy(step => step.Id) is { } missing
            ? ReplayRules.Missing(missing)
            : Ended ? ReplayRules.EndedEarly() : null;
    }

    private StepResult Conclude(int taken, DateTimeOffset now)
    {
        // Awaiting although nothing of ours is open: only something foreign can be left to wait for.
        if (!Ended && !suspended && code is not null && open.Count == 0 && Events.OpenWaits == 0)
        {
            violation = ReplayRules.ForeignAwait();
        }

        Restart? restart = null;
        if (violation is not null)
        {
            added.RemoveAll(line => line is RequestedStep or TimerCanceled or ExecutionAborted);
            added.Add(new ExecutionFailed(now, violation));
        }
        else if (terminated is null && code is { IsCompleted: true })
        {
            var end = context.End(code, now);
            restart = end is ExecutionCompleted ? context.Restart() : null;
            added.Add(end);
        }

        return new(added, taken, suspended, context.CustomStatusJson, restart);
    }
}
