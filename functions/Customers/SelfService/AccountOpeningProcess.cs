using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.SelfService;

/// <summary>Which request to open an account a process is about.</summary>
public sealed record AccountOpeningRun(string UserId, string RequestId);

/// <summary>An account that was opened.</summary>
public sealed record OpenedAccount(string OrganizationId, string UserId);

/// <summary>What follows after a customer account was opened: it is listed, its tax id is checked, its owner is welcomed.</summary>
public static class AccountOpeningProcess
{
    /// <summary>The process of a request.</summary>
    public static string IdOf(string userId, string requestId) => $"account-opening-{userId}-{requestId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AccountOpeningProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountOpeningRun run)
    {
        var progress = new ProcessProgress(context);

        // The request announced us before it wrote the account.
        var opened = await context.WrittenAsync(() =>
            context.CallActivityAsync<OpenedAccount?>(nameof(AccountOpeningActivities.FindOpenedAccount), run, Retries.ForADay));
        if (opened is null)
            return;

        // On the owner's list, should the request have died before.
        progress.Show("listing");
        await context.CallActivityAsync(nameof(AccountOpeningActivities.ListOpenedAccount), opened, Retries.ForADay);

        // The tax register may take weeks to answer; that is a process of its own.
        await context.CallActivityAsync(nameof(AccountOpeningActivities.StartTaxIdCheck), opened, Retries.ForADay);

        // Welcome.
        progress.Show("welcoming");
        try
        {
            await context.CallActivityAsync(nameof(AccountOpeningActivities.SendWelcome), opened, Retries.ForADay);
            progress.Show("ended");
        }
        catch (TaskFailedException e)
        {
            // The account works without it.
            progress.Fail(MailErrors.CodeOf(e));
            progress.Show("ended");
        }
    }
}
