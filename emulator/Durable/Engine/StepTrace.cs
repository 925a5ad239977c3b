using System.Diagnostics;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Traces one step of an orchestration: spans of the worker become children of the orchestration's span.</summary>
internal sealed class StepTrace : IDisposable
{
    private readonly Step _step;
    private readonly Activity? _orchestration;

    public StepTrace(Step step)
    {
        _step = step;
        _orchestration = EngineSpans.AreWanted ? EngineSpans.Running(step) : null;
    }

    /// <summary>Creates the spans that ended with this step. Called after it is stored, so that no span is created twice.</summary>
    public void Stored(HistoryChunk added)
    {
        if (_orchestration is null)
            return;
        var asked = _step.Past.Events.Concat(added.Events).Where(line => line.EventId >= 0).ToDictionary(line => line.EventId);
        foreach (var line in added.Events)
        {
            if (line.OutcomeOf() is { } task && asked.TryGetValue(task, out var request))
                EngineSpans.Came(_orchestration, _step.Row, request, line);
        }

        if (added.Events[^1].ExecutionCompleted is not { } end)
            return;
        var isNew = end.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew;
        var status = isNew ? OrchestrationStatus.Completed : end.OrchestrationStatus;
        _orchestration.SetTag("durabletask.task.status", status.ToString());
        if (end.OrchestrationStatus == OrchestrationStatus.Failed)
            _orchestration.SetStatus(ActivityStatusCode.Error, end.FailureDetails?.ErrorMessage);
        EngineSpans.End(_orchestration, added.Events[^1].At());
    }

    /// <summary>Removes the trace from the thread. A span that has not ended is dropped, and created again in the next step.</summary>
    public void Dispose()
    {
        if (_orchestration is not null)
            Activity.Current = null;
    }
}
