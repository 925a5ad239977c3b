using Accounts.Customers.SelfService;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Relations.SubAccounts;

/// <summary>Which ordered sub-account a process is about.</summary>
public sealed record SubAccountOrderRun(AccountLink Link);

/// <summary>
/// What follows on the order of a sub-account: its local contact is invited, it is set up, and everybody is told. Setting it
/// up is people's work: an operator reads the lines at the sub-account and confirms that they are provisioned
/// (<see cref="ActivateSubAccount"/>); nothing here does or bills that.
/// </summary>
public static class SubAccountOrderProcess
{
    // Nothing happens by itself while the account is set up; this only keeps the wait from being endless.
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    /// <summary>The process of an ordered sub-account.</summary>
    public static string IdOf(string mainId, string subId) => $"sub-account-order-{mainId}-{subId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(SubAccountOrderProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SubAccountOrderRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));

        // The request announced us before it made the account; what is not linked in the end has never been there.
        if (await changes.WrittenAsync(() => LookAsync(context, run)) is not { } account)
            return;

        // The tax register may take weeks to answer; that is a process of its own.
        progress.Show("receiving");
        await context.CallActivityAsync(nameof(AccountOpeningActivities.StartTaxIdCheck), new OpenedAccount(run.Link.SubId, UserId: ""), Retries.ForADay);

        // The local people get a login of their own, and whoever ordered hears that it is under way.
        await context.CallActivityAsync(nameof(SubAccountOrderActivities.InviteLocalOwner), run, Retries.ForADay);
        await TryMailAsync(context, progress, run, SubAccountMail.Received);

        // New until it is set up. What is being linked to another main account was released, and so set up, before.
        for (var now = account; now is { IsNew: true }; now = await LookAsync(context, run))
        {
            progress.Show("waitingForActivation");
            await changes.BeforeAsync(context.CurrentUtcDateTime + LookAgain);
        }

        // Active: further information, for whoever ordered and for the location.
        progress.Show("informing");
        await TryMailAsync(context, progress, run, SubAccountMail.ActiveToMainAccount);
        await TryMailAsync(context, progress, run, SubAccountMail.ActiveToLocation);
        progress.Show("ended");
    }

    private static Task<OrderedAccountGlance?> LookAsync(TaskOrchestrationContext context, SubAccountOrderRun run) =>
        context.CallActivityAsync<OrderedAccountGlance?>(nameof(SubAccountOrderActivities.LookAtOrderedAccount), run, Retries.ForADay);

    private static async Task TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, SubAccountOrderRun run, SubAccountMail mail)
    {
        try
        {
            await context.CallActivityAsync(nameof(SubAccountOrderActivities.SendSubAccountMail), new SubAccountMailStep(run, mail, context.InstanceId), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            // The account goes on without the mail; the process shows that it did not go out.
            progress.Fail(MailErrors.CodeOf(e));
        }
    }
}
