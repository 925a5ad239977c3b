using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Relations.SubAccounts;

/// <summary>Which ordered sub-account a process is about.</summary>
public sealed record SubAccountOrderRun(AccountLink Link);

/// <summary>
/// What follows on the order of a sub-account: its local contact is invited, it is set up, and everybody hears of it. Setting it
/// up is people's work: an operator reads the lines at the sub-account and confirms that they are provisioned
/// (<see cref="ActivateSubAccount"/>). Then they are billed, unless the order was cancelled before. Its confirmation has a process
/// of its own: <see cref="OrderProcess"/>.
/// </summary>
public static class SubAccountOrderProcess
{
    private static readonly MailingStep<SubAccountOrderRun, OrderedAccountSnapshot?> Receive =
        new(nameof(SubAccountOrderActivities.ReceiveSubAccountOrder));
    private static readonly MailingStep<SubAccountOrderRun, OrderedAccountSnapshot> Inform =
        new(nameof(SubAccountOrderActivities.InformOfActivation));
    private static readonly MailingStep<SubAccountOrderRun, bool> Cancel = new(nameof(SubAccountCancellation.CancelSubAccount));

    // Nothing happens by itself while the account is set up; this only keeps the wait from being endless.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    /// <summary>The process of an ordered sub-account.</summary>
    public static string IdOf(string mainId, string subId) => OrderProcess.SubAccountOf(mainId, subId);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(SubAccountOrderProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SubAccountOrderRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it made the account; what is not linked in the end has never been there. The tax id is
        // checked, the local people get a login of their own, sales and the orderer are notified.
        process.Show("receiving");
        var account = await process.WrittenAsync(() => process.CallAsync(Receive, run));

        // New until it is set up, or its order is cancelled. Active: its lines are billed, and there is further information for
        // the orderer and for the location.
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

        // Cancelled: the account is given up.
        if (account is { IsCancelled: true })
        {
            process.Show("cancelling");
            await process.CallAsync(Cancel, run);
        }

        process.Show("ended");
    }
}
