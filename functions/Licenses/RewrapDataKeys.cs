using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Licenses;

/// <summary>
/// Brings the data keys along when the wrapping key has a new version, once a month; the old version can be disabled after
/// a run that wrapped none anew. Run it by hand after a rotation that must not wait.
/// </summary>
/// <remarks>Reads all partitions, which no request ever does. Stopped half way, it goes on the next time.</remarks>
public sealed partial class RewrapDataKeys(DataKeys keys, ILogger<RewrapDataKeys> logger)
{
    /// <summary>The function, on the first of the month at half past three in the night (UTC).</summary>
    [Function(nameof(RewrapDataKeys))]
    public async Task Run([TimerTrigger("0 30 3 1 * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var organizationId in keys.OwnersAsync(cancellationToken))
        {
            if (await keys.RewrapAsync(organizationId, cancellationToken))
                count++;
        }

        LogDone(logger, count);
    }

    [LoggerMessage(LogLevel.Information, "Wrapped {Count} data keys with the present version of the wrapping key")]
    private static partial void LogDone(ILogger logger, int count);
}
