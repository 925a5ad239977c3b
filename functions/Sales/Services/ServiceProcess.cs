using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which order's services a process is about.</summary>
public sealed record ServiceRun(string OrderId);

/// <summary>
/// The services of an order until work begins: teams are assigned by product, and each and the customer told of the other.
/// Appointments and performance records are processes of their own. As long as the order can be cancelled, this one waits
/// to tell the teams if it is.
/// </summary>
public static class ServiceProcess
{
    // Whatever changes the order tells us; this only keeps the wait from being endless.
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(ServiceProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ServiceRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));

        // The teams of the products take the work on, unless it was cancelled before.
        progress.Show("commissioning");
        if (!await context.CallActivityAsync<bool>(nameof(ServiceActivities.CommissionServices), run, Retries.ForADay))
            return Ended(progress, "cancelled");

        // Each team is told of the customer, the customer of the teams.
        var services = await LookAsync(context, run);
        progress.Show("tellingTeams");
        for (var team = 0; team < services.Teams; team++)
            await TryMailAsync(context, progress, run, ServiceMail.ToTeam, team);
        progress.Show("tellingCustomer");
        await TryMailAsync(context, progress, run, ServiceMail.ToCustomer, team: 0);

        // Team and customer agree on dates. Until work is recorded, it may still be cancelled.
        progress.Show("waitingForWork");
        while ((services = await LookAsync(context, run)).State is ServiceState.Commissioned or ServiceState.Scheduled)
            await changes.BeforeAsync(context.CurrentUtcDateTime + LookAgain);
        if (services.State != ServiceState.Cancelled)
            return Ended(progress, "working");

        // It is cancelled: the teams are told.
        for (var team = 0; team < services.Teams; team++)
            await TryMailAsync(context, progress, run, ServiceMail.CancelledToTeam, team);
        return Ended(progress, "cancelled");
    }

    private static Task<ServiceGlance> LookAsync(TaskOrchestrationContext context, ServiceRun run) =>
        context.CallActivityAsync<ServiceGlance>(nameof(ServiceActivities.LookAtServices), run, Retries.ForADay);

    private static async Task TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, ServiceRun run, ServiceMail mail, int team)
    {
        try
        {
            await context.CallActivityAsync(nameof(ServiceActivities.SendServiceMail), new ServiceMailStep(run, mail, team), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            // The order stands without the mail; the process shows that it did not go out.
            progress.Fail(MailErrors.CodeOf(e));
        }
    }

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
