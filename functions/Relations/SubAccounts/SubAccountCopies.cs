using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>Makes the main account's list follow its sub-accounts, which decide what they are called, how they stand, and whether they belong there.</summary>
public sealed class SubAccountCopies(
    TableServiceClient tables, SubAccountStore subAccounts, OrganizationStore organizations, MainAccountMark mark, AuditLog audit)
    : IAccountCopies
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Announces the next version of an account to its main account's list, if it has one.</summary>
    public async Task<string?> AnnounceAsync(DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        (await subAccounts.FindPlaceAsync(organizationId, cancellationToken)).Value.MainId is { } mainId
            ? await SubAccountProcess.AnnounceAsync(processes, mainId, organizationId, string.Create(CultureInfo.InvariantCulture, $"account-{version}"), cancellationToken)
            : null;

    /// <summary>Brings the list in line, whatever that takes; harmless when it is.</summary>
    /// <param name="processes">For the process that sees to the members' lists.</param>
    /// <param name="mainId">Whose list.</param>
    /// <param name="subId">Which entry.</param>
    /// <param name="actor">On whose behalf, when it is taken off the list.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SyncAsync(DurableTaskClient processes, string mainId, string subId, Actor actor, CancellationToken cancellationToken)
    {
        // Until there is nothing to do: whoever writes last must have read last.
        while (await subAccounts.FindAsync(mainId, subId, cancellationToken) is { } listed)
        {
            var place = await subAccounts.FindPlaceAsync(subId, cancellationToken);
            if (!place.Value.IsBy(new AccountLink(mainId, subId, listed.Value.LinkId)))
            {
                await TryRemoveAsync(processes, mainId, listed, actor, cancellationToken);
                continue;
            }

            if (await organizations.FindAsync(subId, cancellationToken) is not { } organization || await organizations.FindAccountAsync(subId, cancellationToken) is not { } account)
                throw new InvalidOperationException("A sub-account is gone.");
            var now = listed.Value.Following(organization.Value, account.Value);
            if (now == listed.Value)
                return;
            await TryAsync(() => _organizations.SubmitTransactionAsync(SubAccount.Writes(mainId, listed, now), cancellationToken));
        }
    }

    private async Task TryRemoveAsync(DurableTaskClient processes, string mainId, Stored<SubAccount> listed, Actor actor, CancellationToken cancellationToken)
    {
        var place = await subAccounts.FindPlaceAsync(mainId, cancellationToken);
        var left = place.Value.SubAccounts - 1;
        var marked = await mark.PutAsync(processes, mainId, left == 0, isMain: false, cancellationToken);
        var removed = await TryAsync(() => audit.CommitAsync(
            mainId,
            [Writes.Put(mainId, place with { Value = place.Value with { SubAccounts = left } }), .. SubAccount.Writes(mainId, listed, after: null), .. marked.Writes],
            new AuditEvent(AuditAction.SubAccountReleased, actor, listed.Value.Id),
            cancellationToken));
        if (removed && marked.Process is { } process)
            await processes.TellAsync(process);
    }

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            // Somebody else changed the list meanwhile; what stands there now is looked at anew.
            return false;
        }
    }
}
