namespace Microsoft.DurableTask.Internal;

/// <summary>What a client and an orchestration have in common: both start orchestrations.</summary>
public interface IOrchestrationSubmitter
{
    Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);
}
