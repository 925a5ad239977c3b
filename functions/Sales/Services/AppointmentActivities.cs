using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Services;

/// <summary>What the process needs to know of an appointment.</summary>
/// <param name="Teams">How many teams are told.</param>
public sealed record AppointmentGlance(int Teams);

/// <summary>A mail of the process.</summary>
/// <param name="Run">The appointment.</param>
/// <param name="Team">To which of the teams; null for the customer.</param>
public sealed record AppointmentMailStep(AppointmentRun Run, int? Team);

/// <summary>The side effects of <see cref="AppointmentProcess"/>; each may run twice.</summary>
public sealed class AppointmentActivities(ServiceStore services, ServicePeople people, Mailer mailer, IOptions<ProviderOptions> provider)
{
    /// <summary>The appointment, once it is written.</summary>
    [Function(nameof(LookAtAppointment))]
    public async Task<AppointmentGlance?> LookAtAppointment([ActivityTrigger] AppointmentRun run, CancellationToken cancellationToken) =>
        await services.FindAppointmentAsync(OrderId.Parse(run.OrderId)!, run.AppointmentId, cancellationToken) is null
            ? null
            : new AppointmentGlance((await people.TeamsAsync(run.OrderId, cancellationToken)).Count);

    /// <summary>Sends one mail with the calendar file.</summary>
    [Function(nameof(SendAppointmentMail))]
    public async Task SendAppointmentMail([ActivityTrigger] AppointmentMailStep step, CancellationToken cancellationToken)
    {
        var appointment = await services.FindAppointmentAsync(OrderId.Parse(step.Run.OrderId)!, step.Run.AppointmentId, cancellationToken)
            ?? throw new InvalidOperationException("Appointments are never deleted.");
        var order = (await people.OrderAsync(step.Run.OrderId, cancellationToken)).Value;
        var customer = await people.CustomerAsync(order.Id, cancellationToken);
        var team = step.Team is { } index ? (await people.TeamsAsync(order.Id, cancellationToken))[index] : null;
        var language = team is null ? customer.Language : ServicePeople.TeamLanguage;
        var content = ServiceMails.Appointment(language, order.Id, team is null ? customer.Name : null, order.Customer.Company.Name, appointment);
        var title = language == Language.German ? $"Termin zum Auftrag {order.Id}" : $"Appointment for order {order.Id}";
        var calendar = Calendar.Of(appointment, title, provider.Value.Name!, provider.Value.Email!);
        await mailer.SendAsync(
            OperationId.Of(AppointmentProcess.IdOf(order.Id, appointment.Id), step.Team is { } number ? $"team-{number}" : "customer"),
            team?.Email ?? customer.Email,
            content,
            [new MailAttachment($"termin-{order.Id}.ics", Calendar.MediaType, calendar)],
            cancellationToken);
    }
}
