using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Budgets;

/// <summary>The side effects of <see cref="BudgetProcess"/>; may run twice.</summary>
public sealed class BudgetActivities(
    ExtranetStore extranets,
    BudgetStore budgets,
    BudgetCounting counting,
    ContactStore contacts,
    OrganizationChanges changes,
    Mailer mailer,
    IOptions<PortalOptions> portal)
{
    /// <summary>
    /// Mails the shares that are reached, and stores them with the budget. The id of a mail has budget and share, so none is sent twice.
    /// </summary>
    /// <returns>Null while the budget is not written.</returns>
    [Function(nameof(AlertBudget))]
    public async Task<Mailed<AlertedShares?>> AlertBudget(
        [ActivityTrigger] Mailing<BudgetRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await budgets.FindAsync(run.OrganizationId, run.BudgetId, cancellationToken) is not { Value: var budget }
            || budget.Version < run.Version)
            return new(null);
        var use = await counting.UseAsync(run.OrganizationId, budget.Terms, cancellationToken);
        var due = budget.DueAlerts(use);
        if (due.Count == 0 || await extranets.RefuseAsync(run.OrganizationId, cancellationToken) is not null)
            return new(new AlertedShares([]));
        var isRefused = !step.IsGivenUp && await MailAsync(run, budget, use, due, cancellationToken);
        (await NoteAsync(run, due, cancellationToken)).OrTryLater();
        return new(new AlertedShares(due), isRefused);
    }

    private async Task<bool> MailAsync(
        BudgetRun run, Budget budget, BudgetUse use, IReadOnlyList<int> due, CancellationToken cancellationToken)
    {
        var link = portal.Value.Budget(run.OrganizationId, budget.Id);
        var receivers = await ReceiversAsync(run.OrganizationId, cancellationToken);
        var mails =
            from share in due
            from receiver in receivers
            let content = BudgetMails.Alert(receiver.Language, receiver.Name, budget.Terms, new(share, use, link))
            select new OutgoingMail(OperationId.Of($"budget-alert-{budget.Id}-{share}", receiver.UserId), receiver.Email, content);
        return await mailer.SendAllAsync(mails, cancellationToken);
    }

    /// <summary>The main contact, and the members who asked for these mails; each address once.</summary>
    private async Task<IReadOnlyList<Subscriber>> ReceiversAsync(string organizationId, CancellationToken cancellationToken)
    {
        List<Subscriber> receivers = [];
        if (await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken) is { Value: var main })
            receivers.Add(new(Contact.MainId, $"{main.FirstName} {main.LastName}", main.Email, main.Language));
        for (string? after = ""; after is not null;)
        {
            (var page, after) = await extranets.SubscribersAsync(organizationId, after, wish => wish.Budgets, cancellationToken);
            receivers.AddRange(page);
        }

        return [.. receivers.DistinctBy(receiver => receiver.Email, StringComparer.OrdinalIgnoreCase)];
    }

    private Task<Outcome<AlertedShares>> NoteAsync(BudgetRun run, IReadOnlyList<int> due, CancellationToken cancellationToken) =>
        changes.RunAsync<AlertedShares>(
            async () =>
            {
                var budget = (await budgets.FindAsync(run.OrganizationId, run.BudgetId, cancellationToken))!;
                var missing = due.Except(budget.Value.Alerted).ToList();
                if (missing.Count == 0)
                    return new AlertedShares(due);
                var after = budget.Value with { Alerted = [.. budget.Value.Alerted.Concat(missing).Order()] };
                return ExtranetStore.Change(run.OrganizationId, AuditAction.BudgetAlerted, Actor.System, run.BudgetId)
                    .Replace(budget, after)
                    .Gives(new AlertedShares(due));
            },
            cancellationToken);
}
