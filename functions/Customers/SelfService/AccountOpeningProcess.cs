using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.SelfService;

/// <summary>The request to open an account that a process follows.</summary>
public sealed record AccountOpeningRun(string UserId, string RequestId);

/// <summary>An account that was opened.</summary>
public sealed record OpenedAccount(string OrganizationId, string UserId);

/// <summary>Runs after a customer account was opened: lists the account, has its tax id checked, and mails the owner.</summary>
public static class AccountOpeningProcess
{
    private static readonly MailingStep<AccountOpeningRun, OpenedAccount?> Welcome = new(nameof(AccountOpeningActivities.WelcomeAccount));

    public static string IdOf(string userId, string requestId) => $"account-opening-{userId}-{requestId}";

    [Function(nameof(AccountOpeningProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountOpeningRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes the account. Even if the request has crashed after that, the account is put on
        // the owner's list and the owner gets a mail. The tax register may take weeks to answer, so that is a separate process.
        process.Show("welcoming");
        await process.WrittenAsync(() => process.CallAsync(Welcome, run));
        process.Show("ended");
    }
}
