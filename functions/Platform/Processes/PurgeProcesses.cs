using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>Deletes the history of old, ended processes once a day. Their results are stored in the tables.</summary>
public sealed partial class PurgeProcesses(TimeProvider time, ILogger<PurgeProcesses> logger)
{
    /// <summary>How long an ended process can still be read, counted from its start.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Runs at 03:00 (UTC).</summary>
    [Function(nameof(PurgeProcesses))]
    public async Task Run(
        [TimerTrigger("0 0 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        // Running, waiting and suspended processes are kept, however old they are.
        var ended = new PurgeInstancesFilter(
            CreatedTo: time.GetUtcNow() - Kept,
            Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]);
        var result = await processes.PurgeAllInstancesAsync(ended, cancellation: cancellationToken);
        LogPurged(logger, result.PurgedInstanceCount);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} processes that ended long ago")]
    private static partial void LogPurged(ILogger logger, int count);
}
