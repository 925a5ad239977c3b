using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Makes links, which touch two partitions. Each account's <see cref="Place"/> says in one row whether it is a sub-account
/// or has some, so that the tree cannot have a second level; a link comes about in three transactions:
/// <list type="number">
/// <item>
/// The sub-account's place is reserved for this one link. From here on it can neither be linked otherwise nor get
/// sub-accounts.
/// </item>
/// <item>The main account lists it, and its place counts it. This decides.</item>
/// <item>
/// The sub-account's place is settled: linked, and the main account's members let in; or free again, when the second was
/// abandoned.
/// </item>
/// </list>
/// Settling may be done by any request, at any time, any number of times; the process does it when the host has crashed. It
/// never frees an account that is listed after all: the second transaction is refused when the main account's place has
/// changed since before the (re)writing of the reservation; who frees one first changes the main account's place, and
/// then the reservation only if it was not written anew meanwhile. So of a late listing and a freeing, one fails.
/// </summary>
public sealed class Linking(
    TableServiceClient tables,
    SubAccountStore subAccounts,
    OrganizationStore organizations,
    MainAccountMark mark,
    OrganizationChanges changes,
    TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Makes a link, or says why there is none; then nothing is left of it.</summary>
    public async Task<Outcome<T>> LinkAsync<T>(LinkRequest<T> request, CancellationToken cancellationToken)
        where T : class
    {
        Stored<Place>? main = null;
        var process = "";
        var reserved = await changes.RunAsync<AccountLink>(
            async () =>
            {
                main = await subAccounts.FindPlaceAsync(request.MainId, cancellationToken);
                if (main.Value.RefuseSubAccount() is { } refused)
                    return refused;
                var decision = await request.Reserve();
                if (decision.Outcome.Succeeded(out var reserving, out _))
                    process = await SubAccountProcess.AnnounceAsync(request.Processes, reserving, cancellationToken);
                return decision;
            },
            cancellationToken);
        if (!reserved.Succeeded(out var link, out var failure))
            return failure;

        var listed = await changes.RunAsync<T>(
            async () =>
            {
                var place = main;
                main = null;
                if (place is null)
                {
                    // Another round: the place as it is now, and after that the reservation anew.
                    place = await subAccounts.FindPlaceAsync(link.MainId, cancellationToken);
                    if ((place.Value.RefuseSubAccount() ?? await RenewAsync(link, cancellationToken)) is { } refused)
                        return refused;
                }

                var decision = await request.List(link);
                if (decision.Changes is not { } change)
                    return decision;
                await ListAsync(change, link, place, cancellationToken);
                if (place.Value.SubAccounts == 0)
                    await mark.PutAsync(change, request.Processes, isMain: true, cancellationToken);
                return decision;
            },
            cancellationToken);
        await SettleAsync(link, cancellationToken);
        await request.Processes.NotifyAsync(process);
        return listed;
    }

    /// <summary>The third transaction, when it has not happened yet; harmless when it has, or when there never was such a link.</summary>
    public async Task SettleAsync(AccountLink link, CancellationToken cancellationToken)
    {
        var settled = await changes.RunAsync<Done>(
            async () =>
            {
                var reserved = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
                if (reserved.Value.IsLinked || !reserved.Value.IsBy(link))
                    return Done.It;
                var main = await subAccounts.FindPlaceAsync(link.MainId, cancellationToken);
                var listed = await subAccounts.FindAsync(link.MainId, link.SubId, cancellationToken);
                return listed?.Value.LinkId == link.Id
                    ? (await FinishAsync(link, reserved, cancellationToken)).Gives(Done.It)
                    // Written as it is, the place refuses a listing that is late.
                    : new ChangeSet(link.MainId).Guard(main).Then(() => FreeAsync(link, reserved, cancellationToken)).Gives(Done.It);
            },
            cancellationToken);
        settled.OrTryLater();
    }

    /// <summary>
    /// Completes what is listed and was left half made, so that the list says nothing that access does not. Nothing is read
    /// where all is settled.
    /// </summary>
    public async Task SettleAsync(string mainId, IEnumerable<SubAccount> listed, CancellationToken cancellationToken)
    {
        foreach (var account in listed.Where(account => !account.IsSettled))
            await SettleAsync(new AccountLink(mainId, account.Id, account.LinkId), cancellationToken);
    }

    private async Task ListAsync(ChangeSet change, AccountLink link, Stored<Place> main, CancellationToken cancellationToken)
    {
        // One that is left of an earlier link of the same two is replaced.
        var before = await subAccounts.FindAsync(link.MainId, link.SubId, cancellationToken);
        var organization = await organizations.FindAsync(link.SubId, cancellationToken) ?? throw Gone();
        var account = await organizations.FindAccountAsync(link.SubId, cancellationToken) ?? throw Gone();
        var counted = main.Value with { SubAccounts = main.Value.SubAccounts + (before is null ? 1 : 0) };
        var after = SubAccount.Of(link, organization.Value, account.Value, time.GetUtcNow());
        SubAccountStore.List(change.Replace(main, counted), before, after);

        static InvalidOperationException Gone() => new("A reserved account is gone.");
    }

    private async Task<Failure?> RenewAsync(AccountLink link, CancellationToken cancellationToken)
    {
        var reserved = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
        if (reserved.Value.IsLinked || !reserved.Value.IsBy(link))
            return new LinkInProgress();
        return await TryAsync(new ChangeSet(link.SubId).Guard(reserved, ifChanged: new LinkInProgress()), cancellationToken);
    }

    private async Task<ChangeSet> FinishAsync(AccountLink link, Stored<Place> reserved, CancellationToken cancellationToken)
    {
        var main = await organizations.FindAsync(link.MainId, cancellationToken)
            ?? throw new InvalidOperationException("A main account is gone.");
        var delegation = new Delegation
        {
            Kind = ActorKind.MainAccount,
            Organization = new ActingOrganization(link.MainId, main.Value.Name),
            Id = link.Id,
            Since = time.GetUtcNow(),
            Version = 1,
        };
        var change = new AuditedChange(link.SubId, new AuditEvent(AuditAction.MainAccountLinked, Actor.System, link.MainId));
        return SubAccountStore.LetIn(change.Replace(reserved, reserved.Value with { IsLinked = true }), delegation);
    }

    private async Task FreeAsync(AccountLink link, Stored<Place> reserved, CancellationToken cancellationToken)
    {
        var freed = new AuditEvent(AuditAction.MainAccountNotLinked, Actor.System, link.MainId);
        var change = reserved.Value.IsOrdered
            ? await RemoveAsync(link, reserved, cancellationToken)
            : new AuditedChange(link.SubId, freed).Replace(reserved, Place.None, ifChanged: new LinkInProgress());
        // Written anew or settled meanwhile.
        if (await TryAsync(change, cancellationToken) is not null)
            await SettleAsync(link, cancellationToken);
    }

    /// <summary>
    /// An account that was made for this link alone has never been there: it has no members, and nobody was told its
    /// number.
    /// </summary>
    private async Task<ChangeSet> RemoveAsync(AccountLink link, Stored<Place> reserved, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(link.SubId);
        var rows = TableClient.CreateQueryFilter($"PartitionKey eq {link.SubId}");
        await foreach (var row in _organizations.QueryAsync<TableEntity>(rows, cancellationToken: cancellationToken))
            change.Delete(row.RowKey, row.RowKey == reserved.RowKey ? reserved.Tag : row.ETag, ifChanged: new LinkInProgress());
        return change;
    }

    private async Task<Failure?> TryAsync(ChangeSet change, CancellationToken cancellationToken) =>
        (await changes.RunAsync<Done>(() => Task.FromResult(change.Gives(Done.It)), cancellationToken)).Failure;
}

/// <summary>A link that is wished.</summary>
/// <param name="Processes">For the process that settles it should the host crash.</param>
/// <param name="MainId">The main account.</param>
public sealed record LinkRequest<T>(DurableTaskClient Processes, string MainId)
    where T : class
{
    /// <summary>Decides on the first transaction; called once a round.</summary>
    public required Func<Task<Decision<AccountLink>>> Reserve { get; init; }

    /// <summary>Decides on the second one, a change of the main account that the listing is added to; called once a round.</summary>
    public required Func<AccountLink, Task<Decision<T>>> List { get; init; }
}
