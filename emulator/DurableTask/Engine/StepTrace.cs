using System.Diagnostics;

namespace Accounts.Emulator.DurableTask;

/// <summary>One step of an orchestration in its trace: what the code does in it lies below the orchestration's span.</summary>
internal sealed class StepTrace : IDisposable
{
    private readonly InstanceRow _row;
    private readonly Activity? _orchestration;

    /// <param name="row">The instance.</param>
    /// <param name="known">History and what has arrived; the start of the execution is among it.</param>
    public StepTrace(InstanceRow row, IEnumerable<HistoryEvent> known)
    {
        _row = row;
        _orchestration = EngineSpans.AreWanted && known.OfType<ExecutionStarted>().FirstOrDefault() is { } start ? EngineSpans.Running(row, start) : null;
    }

    /// <summary>Once the step is stored, so that no span is made twice: those that ended with it.</summary>
    public void Stored(IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> added)
    {
        if (_orchestration is null)
            return;
        var asked = history.Concat(added).OfType<RequestedStep>().ToDictionary(step => step.Id);
        foreach (var line in added)
        {
            if (line is StepOutcome outcome && asked.TryGetValue(outcome.Id, out var step))
                EngineSpans.Came(_orchestration, _row, step, outcome);
            else if (line is EventSent sent)
                EngineSpans.Sent(_orchestration, _row, sent);
        }

        if (added[^1] is ExecutionCompleted or ExecutionFailed or ExecutionTerminated)
        {
            _orchestration.SetTag("durabletask.task.status", added[^1].GetType().Name["Execution".Length..]);
            if (added[^1] is ExecutionFailed failed)
                _orchestration.SetStatus(ActivityStatusCode.Error, failed.Failure.ErrorMessage);
            EngineSpans.End(_orchestration, added[^1].At);
        }
    }

    /// <summary>The thread leaves the trace. A span that has not ended is dropped here, and made anew with the next step.</summary>
    public void Dispose()
    {
        if (_orchestration is not null)
            Activity.Current = null;
    }
}
