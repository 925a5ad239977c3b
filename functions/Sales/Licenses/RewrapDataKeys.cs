using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Rewraps the data keys once a month, for when the wrapping key has a new version. The old version can be disabled after a run
/// that rewrapped none. Run it by hand after a rotation that must not wait.
/// </summary>
/// <remarks>
/// Reads all partitions, which no request does. After an interruption, the next run continues. A key that cannot be rewrapped
/// does not stop the others; the run then fails at its end.
/// </remarks>
public sealed partial class RewrapDataKeys(DataKeys keys, ILogger<RewrapDataKeys> logger)
{
    /// <summary>Runs on the first of the month at 03:30 UTC.</summary>
    [Function(nameof(RewrapDataKeys))]
    public async Task Run([TimerTrigger("0 30 3 1 * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (count, failed) = (0, 0);
        await foreach (var organizationId in keys.OwnersAsync(cancellationToken))
        {
            try
            {
                if (await keys.RewrapAsync(organizationId, cancellationToken))
                    count++;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // An error with one key must not stop the others.
                failed++;
                LogFailed(logger, e, organizationId);
            }
        }

        LogDone(logger, count);
        if (failed > 0)
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{failed} data keys are still wrapped with an older version of the wrapping key; it must not be disabled."));
    }

    [LoggerMessage(LogLevel.Error, "The data key of organization {Organization} cannot be wrapped again")]
    private static partial void LogFailed(ILogger logger, Exception exception, string organization);

    [LoggerMessage(LogLevel.Information, "Wrapped {Count} data keys with the current version of the wrapping key")]
    private static partial void LogDone(ILogger logger, int count);
}
