using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which appointment a process is about.</summary>
public sealed record AppointmentRun(string OrderId, string AppointmentId);

/// <summary>An appointment goes to the customer and to the teams, with a calendar file.</summary>
public static class AppointmentProcess
{
    private static readonly MailingStep<AppointmentRun, AppointmentRun?> Send = new(nameof(AppointmentActivities.SendAppointment));

    /// <summary>The process of an appointment.</summary>
    public static string IdOf(string orderId, string appointmentId) => $"appointment-{orderId}-{appointmentId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AppointmentProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, AppointmentRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote the appointment. It goes to the customer and to each team.
        process.Show("sending");
        return await process.WrittenAsync(() => process.CallAsync(Send, run)) is null
            ? process.End("notAgreed")
            : process.End("sent");
    }
}
