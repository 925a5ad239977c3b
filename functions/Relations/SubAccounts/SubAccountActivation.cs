using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Ends the time in which an ordered sub-account is new. An operator says so, who has provisioned what it was ordered
/// with.
/// </summary>
public sealed class SubAccountActivation(
    SubAccountStore subAccounts, Linking linking, OrganizationStore organizations, SubAccountCopies copies, OrganizationChanges changes)
{
    /// <summary>Null when the account is active, also when it was before; else why not.</summary>
    public async Task<Failure?> ActivateAsync(
        DurableTaskClient processes, string mainId, string subId, Actor actor, CancellationToken cancellationToken)
    {
        if (await subAccounts.FindAsync(mainId, subId, cancellationToken) is not { } listed)
            return new NotFound();
        var activated = await changes.RunAsync<Done>(
            async () =>
            {
                if (await organizations.FindAsync(subId, cancellationToken) is not { } organization)
                    return new NotFound();
                if (organization.Value.State != OrganizationState.New)
                    return Done.It;
                // Linked completely first, should the host have crashed while it was ordered: its process goes on from there.
                await linking.SettleAsync(new AccountLink(mainId, subId, listed.Value.LinkId), cancellationToken);
                var order = SubAccountOrderProcess.IdOf(mainId, subId);
                var list = await SubAccountProcess.AnnounceAsync(processes, mainId, subId, "activated", cancellationToken);
                await processes.AnnounceAsync(order, cancellationToken);
                var active = organization.Value with { State = OrganizationState.Active, Version = organization.Value.Version + 1 };
                return new AuditedChange(subId, new AuditEvent(AuditAction.AccountActivated, actor))
                    .Replace(organization, active)
                    // The process does this too, should the host crash; but the next screen is to show it.
                    .Then(() => copies.SyncAsync(processes, mainId, subId, actor, cancellationToken))
                    .Then(() => processes.NotifyAsync(list))
                    .Then(() => processes.NotifyAsync(order))
                    .Gives(Done.It);
            },
            cancellationToken);
        return activated.Failure;
    }
}
