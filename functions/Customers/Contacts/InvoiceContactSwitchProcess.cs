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
/// before) or <c>notScheduled</c> (its request failed, or something newer was set at the same moment). What counts is always
/// the account; an event only says that it is worth reading.
/// </summary>
public static class InvoiceContactSwitchProcess
{
    private static readonly Step<InvoiceContactSwitchRun, ScheduledSwitchSnapshot?> Read =
        new(nameof(InvoiceContactSwitchActivities.ReadScheduledSwitch));
    private static readonly Step<InvoiceContactSwitchRun> Switch = new(nameof(InvoiceContactSwitchActivities.SwitchInvoiceContact));

    /// <summary>The process of a scheduled switch.</summary>
    public static string IdOf(string organizationId, string switchId) => $"invoice-contact-switch-{organizationId}-{switchId}";

    /// <summary>Starts the process of a switch that is about to be scheduled.</summary>
    /// <returns>Its id, to notify it when the switch is written.</returns>
    public static async Task<string> StartAsync(
        DurableTaskClient processes, string organizationId, ScheduledSwitch scheduled, CancellationToken cancellationToken)
    {
        var id = IdOf(organizationId, scheduled.Id);
        await processes.StartOnceAsync(
            nameof(InvoiceContactSwitchProcess), id, new InvoiceContactSwitchRun(organizationId, scheduled.Id), cancellationToken);
        return id;
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InvoiceContactSwitchProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceContactSwitchRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote the switch.
        if (await process.WrittenAsync(() => process.CallAsync(Read, run)) is not { } scheduled)
            return process.End("notScheduled");

        // Its day comes, unless something newer is set before.
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
