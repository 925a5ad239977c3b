using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.AccountRequests;

/// <summary>Which request a process is about.</summary>
public sealed record AccountRequestRun(string RequestId);

/// <summary>From the message of the contact form to the customer's organization, or to a reasoned no.</summary>
public static class AccountRequestProcess
{
    // Nothing happens by itself while sales thinks; this only keeps the wait from being endless.
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    /// <summary>The process of a request.</summary>
    public static string IdOf(string requestId) => "account-request-" + requestId;

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AccountRequestProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountRequestRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));

        // The webhook announced us before it stored the request.
        if (await changes.WrittenAsync(() => LookAsync(context, run)) is not { } request)
            return;

        // Sales is told, and decides.
        if (request.State == AccountRequestState.Pending)
            await TryMailAsync(context, progress, run, AccountRequestMail.Received);
        while (request.State == AccountRequestState.Pending)
        {
            progress.Show("waitingForDecision");
            await changes.BeforeAsync(context.CurrentUtcDateTime + LookAgain);
            request = (await LookAsync(context, run))!;
        }

        // No: the customer is told why.
        if (request.State == AccountRequestState.Rejected)
        {
            progress.Show("rejecting");
            await TryMailAsync(context, progress, run, AccountRequestMail.Rejected);
            progress.Show("rejected");
            return;
        }

        // Yes: the organization is made. Whoever we know by the address owns it at once; anybody else is invited to.
        progress.Show("creatingOrganization");
        var owned = await context.CallActivityAsync<bool>(nameof(AccountRequestActivities.FoundOrganization), run, Retries.ForADay);
        progress.Show(owned ? "welcomingOwner" : "invitingOwner");
        if (owned)
            await TryMailAsync(context, progress, run, AccountRequestMail.Approved);
        else
            await context.CallActivityAsync(nameof(AccountRequestActivities.InviteOwner), run, Retries.ForADay);
        progress.Show("approved");
    }

    private static Task<AccountRequestGlance?> LookAsync(TaskOrchestrationContext context, AccountRequestRun run) =>
        context.CallActivityAsync<AccountRequestGlance?>(nameof(AccountRequestActivities.LookAtAccountRequest), run, Retries.ForADay);

    private static async Task TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, AccountRequestRun run, AccountRequestMail mail)
    {
        try
        {
            await context.CallActivityAsync(nameof(AccountRequestActivities.SendAccountRequestMail), new AccountRequestMailStep(run, mail, context.InstanceId), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            // The decision stands without the mail; the process shows that it did not go out.
            progress.Fail(MailErrors.CodeOf(e));
        }
    }
}
