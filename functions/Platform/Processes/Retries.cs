using Azure;
using Azure.Identity;
using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>What processes try again, and for how long.</summary>
public static class Retries
{
    /// <summary>
    /// For about a day: after 5, 10, 20 … seconds, at most every hour. Only what is named here is tried again; anything
    /// else is a fault that the next try would have as well.
    /// </summary>
    public static TaskOptions ForADay { get; } = For(attempts: 34);

    /// <summary>For about twenty minutes, in the same way; for steps of a process that comes back to it later anyway.</summary>
    public static TaskOptions ForAWhile { get; } = For(attempts: 9);

    private static TaskOptions For(int attempts) => TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            attempts, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1))
        {
            HandleFailure = failure =>
                failure.IsCausedBy<RetriableException>()
                || failure.IsCausedBy<RequestFailedException>()
                // What a client of the SDK throws when all its own tries did not reach the service.
                || failure.IsCausedBy<AggregateException>()
                || failure.IsCausedBy<AuthenticationFailedException>()
                || failure.IsCausedBy<HttpRequestException>()
                || failure.IsCausedBy<TimeoutException>(),
        });
}
