using Accounts.Platform.Mail;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>What the process needs to know of an order's services.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Teams">How many teams do them.</param>
public sealed record ServiceGlance(ServiceState State, int Teams);

/// <summary>A mail of the process.</summary>
/// <param name="Run">The order.</param>
/// <param name="Mail">Which.</param>
/// <param name="Team">To which of the teams; 0 for the customer.</param>
public sealed record ServiceMailStep(ServiceRun Run, ServiceMail Mail, int Team);

/// <summary>The mails of the process.</summary>
public enum ServiceMail
{
    /// <summary>To a team: what was ordered, and by whom.</summary>
    ToTeam,

    /// <summary>To the customer: who gets in touch.</summary>
    ToCustomer,

    /// <summary>To a team: not any more.</summary>
    CancelledToTeam,
}

/// <summary>The side effects of <see cref="ServiceProcess"/>; each may run twice.</summary>
public sealed class ServiceActivities(OrderProgress progress, ServicePeople people, Mailer mailer, TimeProvider time)
{
    /// <summary>Gives the services to their teams; false when they were cancelled before.</summary>
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

    /// <summary>How the services stand.</summary>
    [Function(nameof(LookAtServices))]
    public async Task<ServiceGlance> LookAtServices([ActivityTrigger] ServiceRun run, CancellationToken cancellationToken) =>
        new((await people.OrderAsync(run.OrderId, cancellationToken)).Value.Services!.Value, (await people.TeamsAsync(run.OrderId, cancellationToken)).Count);

    /// <summary>Sends one mail.</summary>
    [Function(nameof(SendServiceMail))]
    public async Task SendServiceMail([ActivityTrigger] ServiceMailStep step, CancellationToken cancellationToken)
    {
        var order = (await people.OrderAsync(step.Run.OrderId, cancellationToken)).Value;
        var teams = await people.TeamsAsync(order.Id, cancellationToken);
        var customer = await people.CustomerAsync(order.Id, cancellationToken);
        var company = order.Customer.Company.Name;
        var content = step.Mail switch
        {
            ServiceMail.ToTeam => ServiceMails.ToTeam(
                ServicePeople.TeamLanguage, order.Id, company, customer.Name, customer.Email, customer.Phone, await people.WorkOfAsync(order.Id, teams[step.Team], cancellationToken)),
            ServiceMail.ToCustomer => ServiceMails.ToCustomer(customer.Language, order.Id, customer.Name, [.. teams.Select(team => team.Name)]),
            _ => ServiceMails.CancelledToTeam(ServicePeople.TeamLanguage, order.Id, company),
        };
        var to = step.Mail == ServiceMail.ToCustomer ? customer.Email : teams[step.Team].Email;
        await mailer.SendAsync(OperationId.Of(OrderProcess.ServicesOf(order.Id), $"{step.Mail}-{step.Team}"), to, content, cancellationToken);
    }
}
