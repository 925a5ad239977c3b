using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>Ends the time in which an ordered sub-account is new. An operator says so, who has provisioned what it was ordered with.</summary>
public sealed class SubAccountActivation(SubAccountStore subAccounts, Linking linking, OrganizationStore organizations, SubAccountCopies copies, AuditLog audit)
{
    private const int MaxTries = 20;

    /// <summary>Null when the account is active, also when it was before; else why not.</summary>
    public async Task<Failure?> ActivateAsync(DurableTaskClient processes, string mainId, string subId, Actor actor, CancellationToken cancellationToken)
    {
        if (await subAccounts.FindAsync(mainId, subId, cancellationToken) is not { } listed)
            return new NotFound();
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await organizations.FindAsync(subId, cancellationToken) is not { } organization)
                return new NotFound();
            if (organization.Value.State != OrganizationState.New)
                return null;
            // Linked completely first, should the request that ordered it have died: its process goes on from there.
            await linking.SettleAsync(new AccountLink(mainId, subId, listed.Value.LinkId), cancellationToken);
            var order = SubAccountOrderProcess.IdOf(mainId, subId);
            var list = await SubAccountProcess.AnnounceAsync(processes, mainId, subId, "activated", cancellationToken);
            await processes.AnnounceAsync(order, cancellationToken);
            var active = organization with { Value = organization.Value with { State = OrganizationState.Active, Version = organization.Value.Version + 1 } };
            try
            {
                await audit.CommitAsync(subId, [Writes.Put(subId, active)], new AuditEvent(AuditAction.AccountActivated, actor), cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == StatusCodes.Status412PreconditionFailed)
            {
                continue;
            }

            // The process does this too, should we not come to it; but the next screen is to show it.
            await copies.SyncAsync(processes, mainId, subId, actor, cancellationToken);
            await processes.TellAsync(list);
            await processes.TellAsync(order);
            return null;
        }

        return new TemporarilyUnavailable();
    }
}
