using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.AccountRequests;

/// <summary>The request that a process handles.</summary>
public sealed record AccountRequestRun(string RequestId);

/// <summary>
/// Handles a request from the contact form until its organization is made, or until the customer is notified of the rejection.
/// </summary>
public static class AccountRequestProcess
{
    private static readonly MailingStep<AccountRequestRun, AccountRequestSnapshot?> Forward =
        new(nameof(AccountRequestActivities.ForwardAccountRequest));
    private static readonly Step<AccountRequestRun, AccountRequestSnapshot?> Read =
        new(nameof(AccountRequestActivities.ReadAccountRequest));
    private static readonly MailingStep<AccountRequestRun, bool> Reject = new(nameof(AccountRequestActivities.RejectOrganization));
    private static readonly MailingStep<AccountRequestRun, bool> Found = new(nameof(AccountRequestActivities.FoundOrganization));

    // Nothing happens automatically while sales decides. This only keeps the wait from being endless.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    public static string IdOf(string requestId) => "account-request-" + requestId;

    [Function(nameof(AccountRequestProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountRequestRun run)
    {
        using var process = new ProcessRun(context);

        // The webhook starts the process before it stores the request. Then sales gets a mail.
        if (await process.WrittenAsync(() => process.CallAsync(Forward, run)) is not { } request)
            return;

        // Sales decides.
        while (request.State == AccountRequestState.Pending)
        {
            process.ShowForPerson("waitingForDecision");
            await process.ChangedBeforeAsync(process.Now + ReadAgain);
            request = (await process.CallAsync(Read, run))!;
        }

        // Rejected: the customer is notified of the reason.
        if (request.State == AccountRequestState.Rejected)
        {
            process.Show("rejecting");
            await process.CallAsync(Reject, run);
            process.Show("rejected");
            return;
        }

        // Approved: make the organization. A known user with this address owns it at once; anybody else is invited.
        process.Show("creatingOrganization");
        await process.CallAsync(Found, run);
        process.Show("approved");
    }
}
