using System.Diagnostics;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>One step of an orchestration in its trace: what the worker does in it lies below the orchestration's span.</summary>
internal sealed class StepTrace : IDisposable
{
    private readonly Step _step;
    private readonly Activity? _orchestration;

    public StepTrace(Step step)
    {
        _step = step;
        _orchestration = EngineSpans.AreWanted ? EngineSpans.Running(step) : null;
    }

    /// <summary>Once the step is stored, so that no span is made twice: those that ended with it.</summary>
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

    /// <summary>The thread leaves the trace. A span that has not ended is dropped here, and made anew with the next step.</summary>
    public void Dispose()
    {
        if (_orchestration is not null)
            Activity.Current = null;
    }
}
