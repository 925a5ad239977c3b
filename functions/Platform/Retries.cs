using Accounts.Mail;
using Azure;
using Microsoft.DurableTask;

namespace Accounts.Platform;

/// <summary>What processes try again, and for how long.</summary>
public static class Retries
{
    /// <summary>
    /// For about a day: after 1, 2, 4 … minutes, at most every 2 hours. Only what is named here is tried again; anything
    /// else is a fault that the next try would meet as well.
    /// </summary>
    public static TaskOptions ForADay { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 18, firstRetryInterval: TimeSpan.FromMinutes(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(2))
        {
            HandleFailure = failure =>
                failure.IsCausedBy<MailDelayed>() || failure.IsCausedBy<RequestFailedException>() || failure.IsCausedBy<HttpRequestException>() || failure.IsCausedBy<TimeoutException>(),
        });
}
