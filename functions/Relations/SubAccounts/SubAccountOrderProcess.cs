using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Relations.SubAccounts;

/// <summary>The ordered sub-account that a process handles.</summary>
public sealed record SubAccountOrderRun(AccountLink Link);

/// <summary>
/// What follows on the order of a sub-account: its local contact is invited, it is set up, and the users concerned are notified.
/// An operator does the setup: they read the lines of the sub-account and confirm that these are provisioned
/// (<see cref="ActivateSubAccount"/>). Then the lines are charged, unless the order was cancelled before. The order confirmation
/// has its own process: <see cref="OrderProcess"/>.
/// </summary>
public static class SubAccountOrderProcess
{
    private static readonly MailingStep<SubAccountOrderRun, OrderedAccountSnapshot?> Receive =
        new(nameof(SubAccountOrderActivities.ReceiveSubAccountOrder));
    private static readonly MailingStep<SubAccountOrderRun, OrderedAccountSnapshot> Inform =
        new(nameof(SubAccountOrderActivities.InformOfActivation));
    private static readonly MailingStep<SubAccountOrderRun, bool> Cancel = new(nameof(SubAccountCancellation.CancelSubAccount));

    // Nothing happens automatically while the account is set up; this only limits the wait.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    public static string IdOf(string mainId, string subId) => OrderProcess.SubAccountOf(mainId, subId);

    [Function(nameof(SubAccountOrderProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SubAccountOrderRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts this process before it creates the account. An account that is not linked in the end never existed.
        // The tax id is checked, the local staff get their own login, sales and the orderer are notified.
        process.Show("receiving");
        var account = await process.WrittenAsync(() => process.CallAsync(Receive, run));

        // New until it is set up, or its order is cancelled. Active: its lines are charged, and the orderer and the location get
        // further information.
        var isDone = account is null;
        while (!isDone)
        {
            if (account!.IsNew)
            {
                process.ShowForPerson("waitingForActivation");
                await process.ChangedBeforeAsync(process.Now + ReadAgain);
            }

            process.Show("informing");
            account = await process.CallAsync(Inform, run);
            isDone = !account.IsNew;
        }

        // The order was cancelled: the account is cancelled too.
        if (account is { IsCancelled: true })
        {
            process.Show("cancelling");
            await process.CallAsync(Cancel, run);
        }

        process.Show("ended");
    }
}
