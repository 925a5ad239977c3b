using Accounts.Mail;
using Accounts.Vendors;
using Azure;
using Azure.Identity;
using Microsoft.DurableTask;

namespace Accounts.Platform;

/// <summary>What processes try again, and for how long.</summary>
public static class Retries
{
    /// <summary>
    /// For about a day: after 5, 10, 20 … seconds, at most every hour. Only what is named here is tried again; anything
    /// else is a fault that the next try would meet as well.
    /// </summary>
    public static TaskOptions ForADay { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 34, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1))
        {
            HandleFailure = failure =>
                failure.IsCausedBy<MailDelayed>()
                || failure.IsCausedBy<VendorUnavailable>()
                || failure.IsCausedBy<RequestFailedException>()
                // What a client of the SDK throws when all its own tries did not reach the service.
                || failure.IsCausedBy<AggregateException>()
                || failure.IsCausedBy<AuthenticationFailedException>()
                || failure.IsCausedBy<HttpRequestException>()
                || failure.IsCausedBy<TimeoutException>(),
        });
}
