using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.AccountRequests;

/// <summary>Which request a process is about.</summary>
public sealed record AccountRequestRun(string RequestId);

/// <summary>From the message of the contact form to the customer's organization, or to a reasoned no.</summary>
public static class AccountRequestProcess
{
    private static readonly MailingStep<AccountRequestRun, AccountRequestSnapshot?> Forward =
        new(nameof(AccountRequestActivities.ForwardAccountRequest));
    private static readonly Step<AccountRequestRun, AccountRequestSnapshot?> Read =
        new(nameof(AccountRequestActivities.ReadAccountRequest));
    private static readonly MailingStep<AccountRequestRun, bool> Reject = new(nameof(AccountRequestActivities.RejectOrganization));
    private static readonly MailingStep<AccountRequestRun, bool> Found = new(nameof(AccountRequestActivities.FoundOrganization));

    // Nothing happens by itself while sales thinks; this only keeps the wait from being endless.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    /// <summary>The process of a request.</summary>
    public static string IdOf(string requestId) => "account-request-" + requestId;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AccountRequestProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountRequestRun run)
    {
        using var process = new ProcessRun(context);

        // The webhook started us before it stored the request. Sales gets it by mail.
        if (await process.WrittenAsync(() => process.CallAsync(Forward, run)) is not { } request)
            return;

        // Sales decides.
        while (request.State == AccountRequestState.Pending)
        {
            process.ShowForPerson("waitingForDecision");
            await process.ChangedBeforeAsync(process.Now + ReadAgain);
            request = (await process.CallAsync(Read, run))!;
        }

        // No: the customer gets to know why.
        if (request.State == AccountRequestState.Rejected)
        {
            process.Show("rejecting");
            await process.CallAsync(Reject, run);
            process.Show("rejected");
            return;
        }

        // Approved: the organization is made. A user known by the address owns it at once; anybody else is invited to.
        process.Show("creatingOrganization");
        await process.CallAsync(Found, run);
        process.Show("approved");
    }
}
