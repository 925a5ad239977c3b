using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Sends messages to instances, and updates an instance at the end of a step.</summary>
public sealed partial class DurableEngine
{
    /// <summary>Drops the message when its instance or execution no longer runs.</summary>
    private void Deliver(string instance, string? execution, HistoryEvent message, List<string> woken)
    {
        if (_store.RunningExecution(instance) is { } running && (execution is null || execution == running))
            Send(instance, execution, _latest, message, woken);
    }

    private void Send(string instance, string? execution, DateTimeOffset due, HistoryEvent message, List<string> woken)
    {
        var waits = due > _latest;
        _store.Send(instance, execution, due, waits, message);
        if (!waits)
            woken.Add(instance);
        else if (due < _nothingDueBefore)
            _nothingDueBefore = due;
    }

    /// <summary>The instance's row after a step. When the instance has ended, its parent is answered and its inbox is emptied.</summary>
    private InstanceRow Conclude(Step step, OrchestratorResponse response, DateTimeOffset now, Consequences consequences)
    {
        var row = step.Row with
        {
            UpdatedAt = now,
            // After continue-as-new, the first step keeps the previous execution's status unless it sets its own.
            CustomStatus = response.CustomStatus ?? (step.Number == 0 ? step.Row.CustomStatus : null),
            Status = step.IsSuspended ? OrchestrationStatus.Suspended : OrchestrationStatus.Running,
        };
        var end = response.Actions.FirstOrDefault(action => action.CompleteOrchestration is not null)?.CompleteOrchestration;
        if (response.Actions.FirstOrDefault(IsUnsupported) is { } unsupported)
            row = row with { Status = OrchestrationStatus.Failed, Failure = Failures.Unsupported(unsupported.OrchestratorActionTypeCase) };
        else if (end is { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew })
            return ContinueAsNew(step, row, end, consequences.Woken);
        else if (end is not null)
            row = row with { Status = end.OrchestrationStatus, Output = end.Result, Failure = end.FailureDetails };
        if (row.IsEnded)
        {
            _store.ClearInbox(row.Id);
            AnswerParent(row, now, consequences.Woken);
        }

        return row;
    }

    private InstanceRow ContinueAsNew(Step step, InstanceRow row, CompleteOrchestrationAction end, List<string> woken)
    {
        _store.ClearInbox(row.Id, row.Execution);
        _store.DeleteHistory(row.Id);
        row = row with { Execution = NewExecution(), Input = end.Result, Status = OrchestrationStatus.Running };
        var start = step.Start!.Clone();
        start.Input = end.Result;
        start.OrchestrationInstance.ExecutionId = row.Execution;
        start.ScheduledStartTimestamp = null;
        Send(row.Id, row.Execution, _latest, Events.Started(_latest, start), woken);
        foreach (var carried in end.CarryoverEvents)
            Send(row.Id, null, _latest, carried, woken);
        return row;
    }

    private void AnswerParent(InstanceRow row, DateTimeOffset now, List<string> woken)
    {
        if (row.Parent is not { } parent)
            return;
        var failure = row.Status == OrchestrationStatus.Completed ? null : row.Failure ?? Failures.Terminated(row.Id);
        var answer = Events.ChildOutcome(now, parent.TaskScheduledId, row.Output, failure);
        Deliver(parent.OrchestrationInstance.InstanceId, parent.OrchestrationInstance.ExecutionId, answer, woken);
    }

    private static bool IsUnsupported(OrchestratorAction action) => action.OrchestratorActionTypeCase
        is OrchestratorAction.OrchestratorActionTypeOneofCase.SendEntityMessage
        or OrchestratorAction.OrchestratorActionTypeOneofCase.RewindOrchestration
        or OrchestratorAction.OrchestratorActionTypeOneofCase.None;
}
