using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Platform;

/// <summary>
/// How requests and processes keep together. A request announces its process before it writes, and tells it after; the
/// process begins by waiting for what it is about. Whichever of the two dies, nothing is written without its process, and
/// a process without its matter ends by itself.
/// </summary>
public static class Processes
{
    /// <summary>The event that tells a process that its matter has changed. It carries nothing: the process looks.</summary>
    public const string Changed = "Changed";

    /// <summary>Starts a process under an id that is made of what it is about; does nothing when it is under way already.</summary>
    public static async Task StartOnceAsync(this DurableTaskClient processes, TaskName name, string instanceId, object input, CancellationToken cancellationToken)
    {
        if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
            return;
        try
        {
            await processes.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Each client has its own exception for "there is one already"; looking again is the same with all of them.
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is null)
                throw;
        }
    }

    /// <summary>Tells a process that its matter has changed. One that has ended, or was never started, need not know.</summary>
    public static async Task TellAsync(this DurableTaskClient processes, string instanceId, CancellationToken cancellationToken)
    {
        if (await processes.GetInstanceAsync(instanceId, cancellationToken) is not { IsCompleted: false })
            return;
        try
        {
            await processes.RaiseEventAsync(instanceId, Changed, cancellation: cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It may have ended in between; then there is nobody to tell.
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
                throw;
        }
    }
}
