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
    private static readonly MailingStep<AccountOpeningRun, OpenedAccount?> Welcome = new(nameof(AccountOpeningActivities.WelcomeAccount));

    /// <summary>The process of a request.</summary>
    public static string IdOf(string userId, string requestId) => $"account-opening-{userId}-{requestId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AccountOpeningProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AccountOpeningRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote the account. The owner finds it on their list, should the request have died
        // before, and gets a mail. The tax register may take weeks to answer; that is a process of its own.
        process.Show("welcoming");
        await process.WrittenAsync(() => process.CallAsync(Welcome, run));
        process.Show("ended");
    }
}
