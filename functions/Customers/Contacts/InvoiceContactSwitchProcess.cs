using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>The scheduled switch that a process handles.</summary>
public sealed record InvoiceContactSwitchRun(string OrganizationId, string SwitchId);

/// <summary>
/// Switches the invoice contact on the scheduled day. Ends <c>ended</c> (the day has arrived), <c>cancelled</c> (by a newer setting
/// before that day) or <c>notScheduled</c> (the request failed, or a newer setting was written at the same moment). The account always
/// decides; an event only says that it should be read.
/// </summary>
public static class InvoiceContactSwitchProcess
{
    private static readonly Step<InvoiceContactSwitchRun, ScheduledSwitchSnapshot?> Read =
        new(nameof(InvoiceContactSwitchActivities.ReadScheduledSwitch));
    private static readonly Step<InvoiceContactSwitchRun> Switch = new(nameof(InvoiceContactSwitchActivities.SwitchInvoiceContact));

    public static string IdOf(string organizationId, string switchId) => $"invoice-contact-switch-{organizationId}-{switchId}";

    /// <summary>Starts the process of a switch that is about to be scheduled.</summary>
    /// <returns>The id of the process, which must be notified when the switch is written.</returns>
    public static async Task<string> StartAsync(
        DurableTaskClient processes, string organizationId, ScheduledSwitch scheduled, CancellationToken cancellationToken)
    {
        var id = IdOf(organizationId, scheduled.Id);
        await processes.StartOnceAsync(
            nameof(InvoiceContactSwitchProcess), id, new InvoiceContactSwitchRun(organizationId, scheduled.Id), cancellationToken);
        return id;
    }

    [Function(nameof(InvoiceContactSwitchProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceContactSwitchRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes the switch.
        if (await process.WrittenAsync(() => process.CallAsync(Read, run)) is not { } scheduled)
            return process.End("notScheduled");

        // Wait for the day, unless a newer setting cancels the switch.
        process.Show("waitingForDay", scheduled.Due);
        while (await process.ChangedBeforeAsync(scheduled.Due))
        {
            if (await process.CallAsync(Read, run) is null)
                return process.End("cancelled");
        }

        // Invoices go to the new contact from now on.
        process.Show("switching");
        await process.CallAsync(Switch, run);
        return process.End("ended");
    }
}
