using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>Forgets, once a day, processes that have ended and begun long ago; what came of them lies in the tables.</summary>
public sealed partial class PurgeProcesses(TimeProvider time, ILogger<PurgeProcesses> logger)
{
    /// <summary>How long after its beginning a process that has ended can be looked at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The function, at three in the night (UTC).</summary>
    [Function(nameof(PurgeProcesses))]
    public async Task Run(
        [TimerTrigger("0 0 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        // Those that run, wait or are suspended stay, however old they are.
        var ended = new PurgeInstancesFilter(
            CreatedTo: time.GetUtcNow() - Kept,
            Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]);
        var result = await processes.PurgeAllInstancesAsync(ended, cancellation: cancellationToken);
        LogPurged(logger, result.PurgedInstanceCount);
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} processes that ended long ago")]
    private static partial void LogPurged(ILogger logger, int count);
}
