using Azure;
using Azure.Identity;
using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>Which failures processes retry, and for how long.</summary>
public static class Retries
{
    /// <summary>
    /// For about a day: after 5, 10, 20 … seconds, then every hour. Only the failures named in this class are retried. Any other
    /// failure is a bug, with which a retry would fail as well.
    /// </summary>
    public static TaskOptions ForADay { get; } = For(attempts: 34);

    /// <summary>For about twenty minutes, in the same way. For steps that the process repeats later anyway.</summary>
    public static TaskOptions ForAWhile { get; } = For(attempts: 9);

    private static TaskOptions For(int attempts) => TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            attempts, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1))
        {
            HandleFailure = failure =>
                failure.IsCausedBy<RetriableException>()
                || failure.IsCausedBy<RequestFailedException>()
                // Thrown by a client of the Azure SDK when none of its own retries reached the service.
                || failure.IsCausedBy<AggregateException>()
                || failure.IsCausedBy<AuthenticationFailedException>()
                || failure.IsCausedBy<HttpRequestException>()
                || failure.IsCausedBy<TimeoutException>(),
        });
}
