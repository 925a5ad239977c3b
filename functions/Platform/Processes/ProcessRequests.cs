using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Platform.Processes;

/// <summary>
/// How requests and processes keep together. A request starts its process, or announces a change to it, before it writes,
/// and notifies it after; a process that was started begins by waiting for that. Whichever of the two dies, nothing is
/// written that its process does not find within a minute or so, and a process without its subject ends by itself.
/// </summary>
public static class ProcessRequests
{
    // Another request that starts the same comes first at the most a few times.
    private const int StartTries = 5;

    /// <summary>Starts a process under an id that is made of its subject; does nothing when it is under way already.</summary>
    /// <returns>Whether it was started now.</returns>
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
                // Each client has its own exception for "there is one already", so that is read again; it may have ended since.
            }
        }
    }

    /// <summary>
    /// Says to a process that its subject is about to change, so that it reads it even when the request dies before it notifies.
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
            // It may have ended in between; then there is nobody to say it to.
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
                throw;
        }
    }

    /// <summary>
    /// Notifies a process that its subject has changed. Never fails, and never keeps a request that has written from its
    /// good answer: a process that is not notified reads by itself within a minute, because the change was announced.
    /// </summary>
    public static async Task NotifyAsync(this DurableTaskClient processes, string instanceId)
    {
        try
        {
            if (await processes.GetInstanceAsync(instanceId, CancellationToken.None) is { IsCompleted: false })
                await processes.RaiseEventAsync(instanceId, ChangeEvents.Name, Change.Made, CancellationToken.None);
        }
#pragma warning disable CA1031 // Each client has exceptions of its own, and none of them changes anything here.
        catch (Exception)
#pragma warning restore CA1031
        {
            // See above.
        }
    }
}
