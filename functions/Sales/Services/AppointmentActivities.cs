using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>The side effects of <see cref="AppointmentProcess"/>; may run twice.</summary>
public sealed class AppointmentActivities(
    ServiceStore services, ServicePeople people, OrderListings listings, AppointmentFiles files, Mailer mailer)
{
    /// <summary>Updates the list of all orders, and mails an appointment with its calendar file to the customer and to each team.</summary>
    /// <returns>Null while it is not written.</returns>
    [Function(nameof(SendAppointment))]
    public async Task<Mailed<AppointmentRun?>> SendAppointment(
        [ActivityTrigger] Mailing<AppointmentRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await services.FindAppointmentAsync(OrderId.Parse(run.OrderId)!, run.AppointmentId, cancellationToken) is not { } appointment)
            return new(null);
        var order = (await people.OrderAsync(run.OrderId, cancellationToken)).Value;
        await listings.FollowAsync(order, cancellationToken);
        if (step.IsGivenUp)
            return new(run);
        // Cancelled in the meantime: the process of the order's services calls the appointment off, and sends the mails.
        if (order.CancelledAt is not null)
            return new(run);
        var customer = await people.CustomerAsync(order.Id, cancellationToken);
        var content = ServiceMails.Appointment(customer.Language, order.Id, customer.Name, order.Customer.Company.Name, appointment);
        List<OutgoingMail> mails = [MailOf("customer", customer.Email, customer.Language, content)];
        foreach (var team in await people.TeamsAsync(order.Id, cancellationToken))
        {
            content = ServiceMails.Appointment(ServicePeople.TeamLanguage, order.Id, name: null, order.Customer.Company.Name, appointment);
            mails.Add(MailOf($"team-{mails.Count - 1}", team.Email, ServicePeople.TeamLanguage, content));
        }

        return new(run, await mailer.SendAllAsync(mails, cancellationToken));

        OutgoingMail MailOf(string name, string to, Language language, MailContent text) =>
            new(OperationId.Of(AppointmentProcess.IdOf(order.Id, appointment.Id), name), to, text)
            {
                Attachments = files.Of(order, [appointment], language),
            };
    }
}
