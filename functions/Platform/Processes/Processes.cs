using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Platform.Processes;

/// <summary>
/// How requests and processes keep together. A request starts its process, or announces a change to it, before it writes,
/// and tells it after; the process begins by waiting for what it is about. Whichever of the two dies, nothing is written
/// that its process does not find within a minute or so, and a process without its matter ends by itself.
/// </summary>
public static class Processes
{
    /// <summary>The event that tells a process of a <see cref="Change"/> of its matter. It does not say which: the process looks.</summary>
    public const string Changed = "Changed";

    /// <summary>Starts a process under an id that is made of what it is about; does nothing when it is under way already.</summary>
    public static async Task StartOnceAsync(this DurableTaskClient processes, TaskName name, string instanceId, object input, CancellationToken cancellationToken)
    {
        var before = await processes.GetInstanceAsync(instanceId, cancellationToken);
        if (before is { IsCompleted: false })
            return;
        try
        {
            await processes.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Each client has its own exception for "there is one already"; looking again is the same with all of them.
            var now = await processes.GetInstanceAsync(instanceId, cancellationToken);
            if (now is null || now.CreatedAt == before?.CreatedAt)
                throw;
        }
    }

    /// <summary>Tells a process that its matter is about to change, so that it looks even when nobody comes to tell it afterwards.</summary>
    public static async Task AnnounceAsync(this DurableTaskClient processes, string instanceId, CancellationToken cancellationToken)
    {
        if (await processes.GetInstanceAsync(instanceId, cancellationToken) is not { IsCompleted: false })
            return;
        try
        {
            await processes.RaiseEventAsync(instanceId, Changed, Change.Announced, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It may have ended in between; then there is nobody to tell.
            if (await processes.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
                throw;
        }
    }

    /// <summary>
    /// Tells a process that its matter has changed. Never fails, and never keeps a request that has written from its good
    /// answer: who is not told looks by itself within a minute, because the change was announced.
    /// </summary>
    public static async Task TellAsync(this DurableTaskClient processes, string instanceId)
    {
        try
        {
            if (await processes.GetInstanceAsync(instanceId, CancellationToken.None) is { IsCompleted: false })
                await processes.RaiseEventAsync(instanceId, Changed, Change.Made, CancellationToken.None);
        }
#pragma warning disable CA1031 // Each client has exceptions of its own, and none of them matters here.
        catch (Exception)
#pragma warning restore CA1031
        {
            // See above.
        }
    }

    /// <summary>In an orchestrator that does not wait for changes afterwards: <see cref="Changes.WrittenAsync{T}"/>.</summary>
    public static Task<T?> WrittenAsync<T>(this TaskOrchestrationContext context, Func<Task<T?>> look)
        where T : class => new Changes(context).WrittenAsync(look);
}
