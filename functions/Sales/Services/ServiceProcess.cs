using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>The order whose services a process handles.</summary>
public sealed record ServiceRun(string OrderId);

/// <summary>
/// The services of an order until work begins: teams are assigned by product, and the teams and the customer are notified of each
/// other. Appointments and performance records have their own processes. While the order can be cancelled, this process waits, so
/// that it can notify the teams of a cancellation.
/// </summary>
public static class ServiceProcess
{
    private static readonly Step<ServiceRun, bool> Commission = new(nameof(ServiceActivities.CommissionServices));
    private static readonly MailingStep<ServiceRun, ServiceState> Introduce = new(nameof(ServiceActivities.IntroduceTeams));
    private static readonly Step<ServiceRun, ServiceState> Read = new(nameof(ServiceActivities.ReadServices));
    private static readonly MailingStep<ServiceRun, ServiceState> Dismiss = new(nameof(DismissalActivities.DismissTeams));

    // Every change of the order notifies this process; this only limits the wait.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    [Function(nameof(ServiceProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ServiceRun run)
    {
        using var process = new ProcessRun(context);

        // The teams of the products are commissioned, unless the services were cancelled before.
        process.Show("commissioning");
        if (!await process.CallAsync(Commission, run))
            return process.End("cancelled");

        // Each team is notified of the customer, and the customer of the teams. A separate step, so that everyone who gets this
        // mail is also notified of a cancellation.
        process.Show("introducingTeams");
        var state = await process.CallAsync(Introduce, run);

        // Team and customer agree on dates. Until work is recorded, the order may still be cancelled; then the teams are
        // notified, and appointments are called off.
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
