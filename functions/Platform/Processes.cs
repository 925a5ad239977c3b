using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Platform;

/// <summary>What all durable processes have in common.</summary>
public static class Processes
{
    /// <summary>
    /// How an activity is tried again that throws. Activities return what they expect; what they throw is an outage of
    /// the storage or a fault of ours, and both are worth a day of patience before the process fails.
    /// </summary>
    public static TaskOptions Patiently { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 34, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1)));

    /// <summary>
    /// Starts a process unless one of that id is known, whatever its state. Of two that come here at once for an id,
    /// the second may start a process again that has just ended; its activities must bear that, as they must bear a retry.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="process">Name of the orchestrator function.</param>
    /// <param name="instanceId">Derived from what the process is about.</param>
    /// <param name="input">A plain record.</param>
    /// <param name="cancellationToken">Stops the call, not the process.</param>
    public static async Task StartOnceAsync(this DurableTaskClient client, TaskName process, string instanceId, object input, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
            return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(process, input, new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another request was faster, or this one was stored and only its answer was lost.
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
                throw;
        }
    }
}
