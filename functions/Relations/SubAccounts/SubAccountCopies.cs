using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Updates the main account's list from its sub-accounts, which decide their name, their state and whether they belong there.
/// </summary>
public sealed class SubAccountCopies(
    SubAccountStore subAccounts, OrganizationStore organizations, MainAccountMark mark, OrganizationChanges changes)
    : IAccountCopies
{
    /// <summary>
    /// Announces the next version of an account to the process of its main account's list, which must be notified when the
    /// version is written. One storage operation.
    /// </summary>
    /// <returns>The process; null when the account has no main account.</returns>
    public async Task<string?> AnnounceAsync(
        DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        (await subAccounts.FindPlaceAsync(organizationId, cancellationToken)).Value.MainId is { } mainId
            ? await SubAccountProcess.AnnounceAsync(
                processes, mainId, organizationId, string.Create(CultureInfo.InvariantCulture, $"account-{version}"), cancellationToken)
            : null;

    /// <summary>Updates the list in whatever way is needed. Does nothing when it is current.</summary>
    /// <param name="processes">Starts the process that updates the members' lists.</param>
    /// <param name="mainId">The main account that has the list.</param>
    /// <param name="subId">The sub-account of the entry.</param>
    /// <param name="actor">The actor in the audit log, when the entry is taken off the list.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task SyncAsync(DurableTaskClient processes, string mainId, string subId, Actor actor, CancellationToken cancellationToken)
    {
        var synced = await changes.RunAsync<Done>(
            async () =>
            {
                // Read the entry before its source: then the last writer has read the latest state.
                if (await subAccounts.FindAsync(mainId, subId, cancellationToken) is not { } listed)
                    return Done.It;
                var place = await subAccounts.FindPlaceAsync(subId, cancellationToken);
                if (!place.Value.IsBy(new AccountLink(mainId, subId, listed.Value.LinkId)))
                {
                    var removal = new AuditedChange(mainId, new AuditEvent(AuditAction.SubAccountReleased, actor, subId));
                    await RemoveAsync(removal, listed, processes, cancellationToken);
                    return removal.Gives(Done.It);
                }

                if (await organizations.FindAsync(subId, cancellationToken) is not { } organization
                    || await organizations.FindAccountAsync(subId, cancellationToken) is not { } account)
                    throw new InvalidOperationException("A sub-account is gone.");
                var isSettled = listed.Value.IsSettled || place.Value.IsLinked;
                var now = listed.Value.Following(organization.Value, account.Value) with { IsSettled = isSettled };
                return now == listed.Value ? Done.It : SubAccountStore.List(new ChangeSet(mainId), listed, now).Gives(Done.It);
            },
            cancellationToken);
        synced.OrTryLater();
    }

    private async Task RemoveAsync(
        ChangeSet removal, Stored<SubAccount> listed, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var place = await subAccounts.FindPlaceAsync(removal.PartitionKey, cancellationToken);
        var left = place.Value.SubAccounts - 1;
        SubAccountStore.List(removal.Replace(place, place.Value with { SubAccounts = left }), listed, after: null);
        if (left == 0)
            await mark.PutAsync(removal, processes, isMain: false, cancellationToken);
    }
}
