using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which appointment a process is about.</summary>
public sealed record AppointmentRun(string OrderId, string AppointmentId);

/// <summary>An appointment goes to the customer and to the teams, with a calendar file.</summary>
public static class AppointmentProcess
{
    /// <summary>The process of an appointment.</summary>
    public static string IdOf(string orderId, string appointmentId) => $"appointment-{orderId}-{appointmentId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(AppointmentProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, AppointmentRun run)
    {
        var progress = new ProcessProgress(context);

        // The request started us before it wrote the appointment.
        if (await context.WrittenAsync(() => LookAsync(context, run)) is not { } appointment)
            return Ended(progress, "notAgreed");

        // The customer, then each team.
        progress.Show("sending");
        await TryMailAsync(context, progress, new AppointmentMailStep(run, Team: null));
        for (var team = 0; team < appointment.Teams; team++)
            await TryMailAsync(context, progress, new AppointmentMailStep(run, team));
        return Ended(progress, "sent");
    }

    private static Task<AppointmentGlance?> LookAsync(TaskOrchestrationContext context, AppointmentRun run) =>
        context.CallActivityAsync<AppointmentGlance?>(nameof(AppointmentActivities.LookAtAppointment), run, Retries.ForADay);

    private static async Task TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, AppointmentMailStep step)
    {
        try
        {
            await context.CallActivityAsync(nameof(AppointmentActivities.SendAppointmentMail), step, Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            progress.Fail(MailErrors.CodeOf(e));
        }
    }

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
