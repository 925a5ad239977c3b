using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>The appointment that a process handles.</summary>
public sealed record AppointmentRun(string OrderId, string AppointmentId);

/// <summary>Sends an appointment to the customer and to the teams, with a calendar file.</summary>
public static class AppointmentProcess
{
    private static readonly MailingStep<AppointmentRun, AppointmentRun?> Send = new(nameof(AppointmentActivities.SendAppointment));

    public static string IdOf(string orderId, string appointmentId) => $"appointment-{orderId}-{appointmentId}";

    [Function(nameof(AppointmentProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, AppointmentRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts this process before it writes the appointment. The appointment is sent to the customer and to each team.
        process.Show("sending");
        return await process.WrittenAsync(() => process.CallAsync(Send, run)) is null
            ? process.End("notAgreed")
            : process.End("sent");
    }
}
