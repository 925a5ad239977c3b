using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// What <see cref="SubAccountOrderProcess"/> does when the order was cancelled; may run twice. The account stays in the list, with
/// its number, until the main account releases it.
/// </summary>
public sealed class SubAccountCancellation(
    OrderStore orders,
    OrganizationStore organizations,
    OwnerInvitations invitations,
    SubAccountCopies copies,
    OrganizationChanges changes,
    Mailer mailer,
    IOptions<MailOptions> mail)
{
    /// <summary>
    /// Revokes the invitation of the account's contact, cancels the account, and notifies sales by mail that nothing must be set up.
    /// </summary>
    [Function(nameof(CancelSubAccount))]
    public async Task<Mailed<bool>> CancelSubAccount(
        [ActivityTrigger]
        Mailing<SubAccountOrderRun> step, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var (mainId, subId, _) = step.Input.Link;
        // First, so that nobody can join after the account is cancelled: a release relies on that.
        await invitations.RevokeAsync(processes, subId, cancellationToken);
        await CancelAsync(subId, cancellationToken);
        await copies.SyncAsync(processes, mainId, subId, Actor.System, cancellationToken);
        if (step.IsGivenUp || await orders.FindOfSubAccountAsync(mainId, subId, cancellationToken) is not { Value: var order })
            return new(true);
        var content = SubAccountMails.CancelledToSales(Language.German, order.Id, order.Customer.Company.Name, subId);
        var outgoing = new OutgoingMail(OperationId.Of(step.ProcessId, "CancelledToSales"), mail.Value.SalesAddress!, content);
        return new(true, await mailer.SendAllAsync([outgoing], cancellationToken));
    }

    private async Task CancelAsync(string subId, CancellationToken cancellationToken)
    {
        var cancelled = await changes.RunAsync<Done>(
            async () =>
            {
                var organization = await organizations.FindAsync(subId, cancellationToken)
                    ?? throw new InvalidOperationException("An ordered account is gone.");
                if (organization.Value.State != OrganizationState.New)
                    return Done.It;
                var after = organization.Value with { State = OrganizationState.Cancelled, Version = organization.Value.Version + 1 };
                return new AuditedChange(subId, new AuditEvent(AuditAction.AccountCancelled, Actor.System))
                    .Replace(organization, after)
                    .Gives(Done.It);
            },
            cancellationToken);
        cancelled.OrTryLater();
    }
}
