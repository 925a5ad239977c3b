using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>The side effects of <see cref="ServiceProcess"/>; each may run twice.</summary>
public sealed class ServiceActivities(
    OrderProgress progress, OrderListings listings, ServicePeople people, OrderReceivers receivers, Mailer mailer, TimeProvider time)
{
    /// <summary>Assigns the services to their teams; false when they were cancelled before.</summary>
    [Function(nameof(CommissionServices))]
    public async Task<bool> CommissionServices([ActivityTrigger] ServiceRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var teams = await people.TeamsAsync(run.OrderId, cancellationToken);
        var commissioned = await progress.MoveAsync(
            OrderId.Parse(run.OrderId)!,
            order => order.With(ServiceState.Commissioned).Succeeded(out var after, out _)
                ? new(after, [.. teams.Select(team => new OrderEvent(now, OrderEventKind.TeamAssigned, team.Name))])
                : null,
            cancellationToken);
        return commissioned.Services != ServiceState.Cancelled;
    }

    /// <summary>The state of the services. Also updates the list of all orders.</summary>
    [Function(nameof(ReadServices))]
    public async Task<ServiceState> ReadServices([ActivityTrigger] ServiceRun run, CancellationToken cancellationToken)
    {
        var order = (await people.OrderAsync(run.OrderId, cancellationToken)).Value;
        await listings.FollowAsync(order, cancellationToken);
        return order.Services!.Value;
    }

    /// <summary>Notifies each team by mail of what was ordered and by whom, and the customer which teams will get in touch.</summary>
    /// <returns>State of the services.</returns>
    [Function(nameof(IntroduceTeams))]
    public async Task<Mailed<ServiceState>> IntroduceTeams([ActivityTrigger] Mailing<ServiceRun> step, CancellationToken cancellationToken)
    {
        var order = (await people.OrderAsync(step.Input.OrderId, cancellationToken)).Value;
        if (step.IsGivenUp)
            return new(order.Services!.Value);
        var teams = await people.TeamsAsync(order.Id, cancellationToken);
        var customer = await people.CustomerAsync(order.Id, cancellationToken);
        List<OutgoingMail> mails = [];
        foreach (var team in teams)
        {
            var work = await people.WorkOfAsync(order.Id, team, cancellationToken);
            var content = ServiceMails.ToTeam(
                ServicePeople.TeamLanguage, order.Id, order.Customer.Company.Name, customer.Name, customer.Email, customer.Phone, work);
            mails.Add(MailOf(order, $"ToTeam-{mails.Count}", team.Email, content));
        }

        var toCustomer = ServiceMails.ToCustomer(customer.Language, order.Id, customer.Name, [.. teams.Select(team => team.Name)]);
        if (await receivers.MainContactAsync(order, customer.Email, cancellationToken) is { } to)
            mails.Add(MailOf(order, "ToCustomer-0", to, toCustomer));
        return new(order.Services!.Value, await mailer.SendAllAsync(mails, cancellationToken));
    }

    private static OutgoingMail MailOf(Order order, string name, string to, MailContent content) =>
        new(OperationId.Of(OrderProcess.ServicesOf(order.Id), name), to, content);
}
