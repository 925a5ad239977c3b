using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Makes links, which touch two partitions. Each account's <see cref="Place"/> says in one row whether it is a sub-account
/// or has some, so that the tree cannot have a second level; a link comes about in three transactions:
/// <list type="number">
/// <item>The sub-account's place is reserved for this one link. From here on it can neither be linked otherwise nor get sub-accounts.</item>
/// <item>The main account lists it, and its place counts it. This decides.</item>
/// <item>The sub-account's place is settled: linked, and the main account's people let in; or free again, when the second came to nothing.</item>
/// </list>
/// Settling may be done by anybody, at any time, any number of times; the process does it when the request has died. It
/// never frees an account that is listed after all: the second transaction is refused when the main account's place has
/// changed since before the (re)writing of the reservation; who frees one first changes the main account's place, and
/// then the reservation only if it was not written anew meanwhile. So of a late listing and a freeing, one fails.
/// </summary>
public sealed class Linking(
    TableServiceClient tables, SubAccountStore subAccounts, OrganizationStore organizations, MainAccountMark mark, AuditLog audit, TimeProvider time)
{
    // Everything that changes the list of one main account meets at its place; each round lets one through.
    private const int MaxRounds = 100;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Makes a link, or says why there is none; then nothing is left of it.</summary>
    /// <param name="processes">For the process that settles it should we die.</param>
    /// <param name="link">The link.</param>
    /// <param name="reserve">The first transaction.</param>
    /// <param name="list">The second, with these writes in it; answers <see cref="LinkInProgress"/> when one of them met somebody else's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Failure?> LinkAsync(
        DurableTaskClient processes, AccountLink link, Func<Task<Failure?>> reserve, Func<IReadOnlyList<TableTransactionAction>, Task<Failure?>> list, CancellationToken cancellationToken)
    {
        string? process = null;
        Failure? failure = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var main = await subAccounts.FindPlaceAsync(link.MainId, cancellationToken);
            if ((failure = main.Value.RefuseSubAccount()) is not null)
                break;
            process ??= await SubAccountProcess.AnnounceAsync(processes, link, cancellationToken);
            if ((failure = round == 0 ? await reserve() : await RenewAsync(link, cancellationToken)) is not null)
                break;
            var marked = await mark.PutAsync(processes, link.MainId, main.Value.SubAccounts == 0, isMain: true, cancellationToken);
            failure = await list([.. await ListingAsync(link, main, cancellationToken), .. marked.Writes]);
            if (failure is LinkInProgress)
                continue;
            if (failure is null && marked.Process is { } listing)
                await processes.TellAsync(listing);
            break;
        }

        await SettleAsync(link, cancellationToken);
        if (process is not null)
            await processes.TellAsync(process);
        return failure;
    }

    /// <summary>The third transaction, when it has not happened yet; harmless when it has, or when there never was such a link.</summary>
    public async Task SettleAsync(AccountLink link, CancellationToken cancellationToken)
    {
        while (await subAccounts.FindPlaceAsync(link.SubId, cancellationToken) is { Value.IsLinked: false } reserved && reserved.Value.IsBy(link))
        {
            var main = await subAccounts.FindPlaceAsync(link.MainId, cancellationToken);
            var listed = await subAccounts.FindAsync(link.MainId, link.SubId, cancellationToken);
            var settled = listed?.Value.LinkId == link.Id
                ? await TryFinishAsync(link, reserved, cancellationToken)
                : await TryTouchAsync(link.MainId, main, cancellationToken) && await TryFreeAsync(link, reserved, cancellationToken);
            if (settled)
                return;
        }
    }

    private async Task<List<TableTransactionAction>> ListingAsync(AccountLink link, Stored<Place> main, CancellationToken cancellationToken)
    {
        // One that is left of an earlier link of the same two is replaced.
        var before = await subAccounts.FindAsync(link.MainId, link.SubId, cancellationToken);
        var organization = await organizations.FindAsync(link.SubId, cancellationToken) ?? throw new InvalidOperationException("A reserved account is gone.");
        var account = await organizations.FindAccountAsync(link.SubId, cancellationToken) ?? throw new InvalidOperationException("A reserved account is gone.");
        var counted = main.Value with { SubAccounts = main.Value.SubAccounts + (before is null ? 1 : 0) };
        return
        [
            Writes.Put(link.MainId, main with { Value = counted }),
            .. SubAccount.Writes(link.MainId, before, SubAccount.Of(link, organization.Value, account.Value, time.GetUtcNow())),
        ];
    }

    private async Task<Failure?> RenewAsync(AccountLink link, CancellationToken cancellationToken)
    {
        var reserved = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
        return reserved.Value.IsBy(link) && !reserved.Value.IsLinked && await TryTouchAsync(link.SubId, reserved, cancellationToken) ? null : new LinkInProgress();
    }

    private async Task<bool> TryFinishAsync(AccountLink link, Stored<Place> reserved, CancellationToken cancellationToken)
    {
        var main = await organizations.FindAsync(link.MainId, cancellationToken) ?? throw new InvalidOperationException("A main account is gone.");
        var delegation = new Delegation
        {
            Kind = ActorKind.MainAccount,
            Organization = new ActingOrganization(link.MainId, main.Value.Name),
            Id = link.Id,
            Since = time.GetUtcNow(),
            Version = 1,
        };
        return await TryCommitAsync(
            link.SubId,
            [
                Writes.Put(link.SubId, reserved with { Value = reserved.Value with { IsLinked = true } }),
                new(TableTransactionActionType.UpsertReplace, Rows.Row(link.SubId, DelegationKeys.MainAccount, delegation)),
            ],
            AuditAction.MainAccountLinked,
            link,
            cancellationToken);
    }

    private async Task<bool> TryFreeAsync(AccountLink link, Stored<Place> reserved, CancellationToken cancellationToken)
    {
        if (!reserved.Value.IsOrdered)
            return await TryCommitAsync(link.SubId, [Writes.Put(link.SubId, reserved with { Value = Place.None })], AuditAction.MainAccountNotLinked, link, cancellationToken);

        // An account that was made for this link alone has never been there: nobody belongs to it, nobody was told its number.
        var rows = TableClient.CreateQueryFilter($"PartitionKey eq {link.SubId}");
        List<TableTransactionAction> writes = [];
        await foreach (var row in _organizations.QueryAsync<TableEntity>(rows, cancellationToken: cancellationToken))
            writes.Add(new(TableTransactionActionType.Delete, row, row.RowKey == SubAccountKeys.Place ? reserved.Tag : row.ETag));
        return await TryAsync(() => _organizations.SubmitTransactionAsync(writes, cancellationToken));
    }

    private Task<bool> TryTouchAsync(string organizationId, Stored<Place> place, CancellationToken cancellationToken) => TryAsync(() => place.Tag == default
        ? _organizations.AddEntityAsync(Rows.Row(organizationId, SubAccountKeys.Place, place.Value), cancellationToken)
        : _organizations.UpdateEntityAsync(Rows.Row(organizationId, SubAccountKeys.Place, place.Value), place.Tag, TableUpdateMode.Replace, cancellationToken));

    private Task<bool> TryCommitAsync(string organizationId, IEnumerable<TableTransactionAction> writes, AuditAction action, AccountLink link, CancellationToken cancellationToken) =>
        TryAsync(() => audit.CommitAsync(organizationId, writes, new AuditEvent(action, Actor.System, link.MainId), cancellationToken));

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
