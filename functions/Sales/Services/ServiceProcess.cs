using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which order's services a process is about.</summary>
public sealed record ServiceRun(string OrderId);

/// <summary>
/// The services of an order until work begins: teams are assigned by product, each and the customer hear of the other.
/// Appointments and performance records are processes of their own. As long as the order can be cancelled, this one waits
/// to let the teams know if it is.
/// </summary>
public static class ServiceProcess
{
    private static readonly Step<ServiceRun, bool> Commission = new(nameof(ServiceActivities.CommissionServices));
    private static readonly MailingStep<ServiceRun, ServiceState> Introduce = new(nameof(ServiceActivities.IntroduceTeams));
    private static readonly Step<ServiceRun, ServiceState> Read = new(nameof(ServiceActivities.ReadServices));
    private static readonly MailingStep<ServiceRun, ServiceState> Dismiss = new(nameof(DismissalActivities.DismissTeams));

    // Whatever changes the order notifies us; this only keeps the wait from being endless.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(ServiceProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ServiceRun run)
    {
        using var process = new ProcessRun(context);

        // The teams of the products take the work on, unless it was cancelled before.
        process.Show("commissioning");
        if (!await process.CallAsync(Commission, run))
            return process.End("cancelled");

        // Each team gets to know the customer, the customer the teams. A step of its own: who got that hears of a cancellation too.
        process.Show("introducingTeams");
        var state = await process.CallAsync(Introduce, run);

        // Team and customer agree on dates. Until work is recorded, it may still be cancelled; the teams hear of that, and
        // appointments are called off.
        process.ShowForPerson("waitingForWork");
        while (state is ServiceState.Commissioned or ServiceState.Scheduled)
        {
            await process.ChangedBeforeAsync(process.Now + ReadAgain);
            state = await process.CallAsync(Read, run);
        }

        if (state != ServiceState.Cancelled)
            return process.End("working");
        await process.CallAsync(Dismiss, run);
        return process.End("cancelled");
    }
}
