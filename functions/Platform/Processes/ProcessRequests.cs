using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Platform.Processes;

/// <summary>
/// Keeps requests and their processes consistent. Before a request writes, it starts its process or announces a change to it;
/// afterwards it notifies the process. A new process first waits for that notification. If either of them crashes, the process
/// still finds every write within about a minute, and a process whose subject is never written ends automatically.
/// </summary>
public static class ProcessRequests
{
    // Another request that starts the same process can be first at most a few times.
    private const int StartTries = 5;

    /// <summary>Starts a process under an id that is derived from its subject; does nothing if it is running already.</summary>
    /// <returns>Whether this call started it.</returns>
    public static async Task<bool> StartOnceAsync(
        this DurableTaskClient processes, TaskName name, string instanceId, object input, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
                return false;
            try
            {
                await processes.ScheduleNewOrchestrationInstanceAsync(
                    name, input, new StartOrchestrationOptions(instanceId), cancellationToken);
                return true;
            }
            catch (Exception) when (tries < StartTries && !cancellationToken.IsCancellationRequested)
            {
                // Each client has its own exception for "exists already", so the state is read again. The process may have ended since.
            }
        }
    }

    /// <summary>
    /// Announces to a process that its subject is about to change. The process then reads it even if the request crashes before
    /// it notifies.
    /// </summary>
    public static async Task AnnounceAsync(this DurableTaskClient processes, string instanceId, CancellationToken cancellationToken)
    {
        if (await processes.GetInstanceAsync(instanceId, cancellationToken) is not { IsCompleted: false })
            return;
        try
        {
            await processes.RaiseEventAsync(instanceId, ChangeEvents.Name, Change.Announced, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The process may have ended in between. Then no announcement is needed.
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
                throw;
        }
    }

    /// <summary>
    /// Notifies a process that its subject has changed. It never fails, because the request has written and must succeed. A
    /// process that misses the notification reads its subject within a minute anyway, because the change was announced.
    /// </summary>
    public static async Task NotifyAsync(this DurableTaskClient processes, string instanceId)
    {
        try
        {
            if (await processes.GetInstanceAsync(instanceId, CancellationToken.None) is { IsCompleted: false })
                await processes.RaiseEventAsync(instanceId, ChangeEvents.Name, Change.Made, CancellationToken.None);
        }
#pragma warning disable CA1031 // Each client throws its own exceptions, and all of them are ignored.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Ignored, see the summary.
        }
    }
}
