using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>Which scheduled switch a process is about.</summary>
public sealed record InvoiceContactSwitchRun(string OrganizationId, string SwitchId);

/// <summary>
/// A switch of the invoice contact on its day. Ends <c>ended</c> (its day has come), <c>cancelled</c> (by a newer setting
/// before) or <c>notScheduled</c> (its request failed, or something newer was set at the same moment). What counts is always the account; an event only says that it is worth a look.
/// </summary>
public static class InvoiceContactSwitchProcess
{
    /// <summary>The process of a scheduled switch.</summary>
    public static string IdOf(string organizationId, string switchId) => $"invoice-contact-switch-{organizationId}-{switchId}";

    /// <summary>Starts the process of a switch that is about to be scheduled.</summary>
    /// <returns>Its id, to tell it when the switch is written.</returns>
    public static async Task<string> StartAsync(DurableTaskClient processes, string organizationId, ScheduledSwitch scheduled, CancellationToken cancellationToken)
    {
        var id = IdOf(organizationId, scheduled.Id);
        await processes.StartOnceAsync(nameof(InvoiceContactSwitchProcess), id, new InvoiceContactSwitchRun(organizationId, scheduled.Id), cancellationToken);
        return id;
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InvoiceContactSwitchProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceContactSwitchRun run)
    {
        var progress = new ProcessProgress(context);
        var changes = new Changes(context);

        // The request started us before it wrote the switch.
        if (await changes.WrittenAsync(() => LookAsync(context, run)) is not { } scheduled)
            return Ended(progress, "notScheduled");

        // Its day comes, unless something newer is set before.
        progress.Show("waitingForDay", scheduled.Due - context.CurrentUtcDateTime);
        while (await changes.BeforeAsync(scheduled.Due))
        {
            if (await LookAsync(context, run) is null)
                return Ended(progress, "cancelled");
        }

        // Invoices go to the new contact from now on.
        progress.Show("switching");
        await context.CallActivityAsync(nameof(InvoiceContactSwitchActivities.SwitchInvoiceContact), run, Retries.ForADay);
        return Ended(progress, "ended");
    }

    private static Task<ScheduledSwitchGlance?> LookAsync(TaskOrchestrationContext context, InvoiceContactSwitchRun run) =>
        context.CallActivityAsync<ScheduledSwitchGlance?>(nameof(InvoiceContactSwitchActivities.LookAtScheduledSwitch), run, Retries.ForADay);

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
