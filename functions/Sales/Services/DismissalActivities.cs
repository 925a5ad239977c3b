using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>What <see cref="ServiceProcess"/> does when its order was cancelled; may run twice.</summary>
public sealed class DismissalActivities(ServicePeople people, AppointmentFiles files, OrderReceivers receivers, Mailer mailer)
{
    /// <summary>
    /// Notifies the teams of a cancelled order that there is nothing to do, with files that remove its future appointments from
    /// calendars. The customer gets these files too. Without such appointments, the customer gets no mail: the answer to the
    /// cancellation is enough.
    /// </summary>
    [Function(nameof(DismissTeams))]
    public async Task<Mailed<ServiceState>> DismissTeams([ActivityTrigger] Mailing<ServiceRun> step, CancellationToken cancellationToken)
    {
        if (step.IsGivenUp)
            return new(ServiceState.Cancelled);
        var order = (await people.OrderAsync(step.Input.OrderId, cancellationToken)).Value;
        var calledOff = await files.CalledOffAsync(order, cancellationToken);
        var content = DismissalMails.CancelledToTeam(
            ServicePeople.TeamLanguage, order.Id, order.Customer.Company.Name, calledOff.Count > 0);
        var teams = await people.TeamsAsync(order.Id, cancellationToken);
        var attached = files.Of(order, calledOff, ServicePeople.TeamLanguage);
        List<OutgoingMail> mails = [.. teams.Select((team, n) => MailOf($"CancelledToTeam-{n}", team.Email, content, attached))];
        if (calledOff.Count > 0)
        {
            var customer = await people.CustomerAsync(order.Id, cancellationToken);
            content = DismissalMails.CalledOff(customer.Language, order.Id, customer.Name);
            if (await receivers.MainContactAsync(order, customer.Email, cancellationToken) is { } to)
                mails.Add(MailOf("CalledOff-0", to, content, files.Of(order, calledOff, customer.Language)));
        }

        return new(ServiceState.Cancelled, await mailer.SendAllAsync(mails, cancellationToken));

        OutgoingMail MailOf(string name, string to, MailContent text, IReadOnlyList<MailAttachment> attachments) =>
            new(OperationId.Of(OrderProcess.ServicesOf(order.Id), name), to, text) { Attachments = attachments };
    }
}
