using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>What the process needs to know of a scheduled switch.</summary>
/// <param name="Due">When its day begins, in UTC.</param>
public sealed record ScheduledSwitchSnapshot(DateTime Due);

/// <summary>The side effects of <see cref="InvoiceContactSwitchProcess"/>; each may run twice.</summary>
public sealed class InvoiceContactSwitchActivities(
    OrganizationStore organizations, ContactStore contacts, InvoiceReroutings reroutings, OrganizationChanges changes, TimeProvider time)
{
    /// <summary>The scheduled switch; null when it is not, or no longer, scheduled.</summary>
    [Function(nameof(ReadScheduledSwitch))]
    public async Task<ScheduledSwitchSnapshot?> ReadScheduledSwitch(
        [ActivityTrigger] InvoiceContactSwitchRun run, CancellationToken cancellationToken) =>
        await FindAsync(run, cancellationToken) is { Value.ScheduledSwitch: { } scheduled }
            ? new ScheduledSwitchSnapshot(CentralEurope.StartOf(scheduled.ValidFrom).UtcDateTime)
            : null;

    /// <summary>
    /// Makes the switch. It counts as a change of the account by the user who scheduled it: a user who has read the account before has
    /// seen the former invoice address, so their change must fail.
    /// </summary>
    [Function(nameof(SwitchInvoiceContact))]
    public async Task SwitchInvoiceContact(
        [ActivityTrigger] InvoiceContactSwitchRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var done = await changes.RunAsync<Done>(
            async () =>
            {
                // A contact cannot be deleted or leave its group while a switch to it is scheduled. Without the contact there is no
                // switch.
                if (await FindAsync(run, cancellationToken) is not { Value.ScheduledSwitch: { } scheduled } account
                    || await contacts.FindAsync(run.OrganizationId, scheduled.ContactId, cancellationToken) is not { } chosen)
                    return Done.It;
                var counted = account.Value with { Version = account.Value.Version + 1 };
                var (after, made) = InvoiceContactSwitch.Make(counted, chosen.Value, time.GetUtcNow(), scheduled.By, scheduled.ValidFrom);
                var happened = new AuditEvent(AuditAction.InvoiceContactSwitched, Actor.System, scheduled.ContactId);
                var change = new AuditedChange(run.OrganizationId, happened);
                PaymentSettingsStore.Put(change, account, chosen, after, made);
                await reroutings.AddToAsync(processes, change, account.Value, after, cancellationToken);
                return change.Gives(Done.It);
            },
            cancellationToken);
        done.OrTryLater();
    }

    private async Task<Stored<CustomerAccount>?> FindAsync(InvoiceContactSwitchRun run, CancellationToken cancellationToken) =>
        await organizations.FindAccountAsync(run.OrganizationId, cancellationToken) is { } account
            && account.Value.ScheduledSwitch?.Id == run.SwitchId ? account : null;
}
