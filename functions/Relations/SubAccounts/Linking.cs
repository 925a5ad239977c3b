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
/// Links a main account and a sub-account, which are in two partitions. One row of each account, its <see cref="Place"/>, says
/// whether it is a sub-account or has sub-accounts, so that the tree cannot have a second level. A link takes three transactions:
/// <list type="number">
/// <item>
/// Reserve the sub-account's place for this link. From here on it can neither be linked to another account nor get sub-accounts.
/// </item>
/// <item>List it with the main account, and count it in the main account's place. This transaction decides.</item>
/// <item>
/// Settle the sub-account's place: linked, with access for the main account's members; or free again, when the second transaction
/// was abandoned.
/// </item>
/// </list>
/// Any request may settle a link, at any time and any number of times; the process does it when the host has crashed. Settling
/// never frees an account that is listed after all. The second transaction fails when the main account's place has changed since
/// before the reservation was (re)written. Freeing changes the main account's place first, and then frees the reservation only if
/// it was not rewritten in the meantime. So of a late listing and a freeing, one fails.
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

    /// <summary>Makes a link, or returns why there is none; then nothing of it is left.</summary>
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
                    // Another round: read the place again, and then rewrite the reservation.
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

    /// <summary>The third transaction. Does nothing when it is done already, or when there never was such a link.</summary>
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
                    // This writes the main account's place unchanged, so that a late listing fails.
                    : new ChangeSet(link.MainId).Guard(main).Then(() => FreeAsync(link, reserved, cancellationToken)).Gives(Done.It);
            },
            cancellationToken);
        settled.OrTryLater();
    }

    /// <summary>Settles the listed links that are incomplete, so that list and access agree. Reads nothing when all are settled.</summary>
    public async Task SettleAsync(string mainId, IEnumerable<SubAccount> listed, CancellationToken cancellationToken)
    {
        foreach (var account in listed.Where(account => !account.IsSettled))
            await SettleAsync(new AccountLink(mainId, account.Id, account.LinkId), cancellationToken);
    }

    private async Task ListAsync(ChangeSet change, AccountLink link, Stored<Place> main, CancellationToken cancellationToken)
    {
        // An entry that is left from an earlier link of the same two is replaced.
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
        // The reservation was rewritten or settled in the meantime.
        if (await TryAsync(change, cancellationToken) is not null)
            await SettleAsync(link, cancellationToken);
    }

    /// <summary>Removes an account that was made only for this link. It has no members, and nobody was given its number.</summary>
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

/// <summary>A link to be made.</summary>
/// <param name="Processes">Starts the process that settles the link if the host crashes.</param>
/// <param name="MainId">The main account.</param>
public sealed record LinkRequest<T>(DurableTaskClient Processes, string MainId)
    where T : class
{
    /// <summary>Decides the first transaction; called once per round.</summary>
    public required Func<Task<Decision<AccountLink>>> Reserve { get; init; }

    /// <summary>
    /// Decides the second transaction, a change of the main account to which the listing is added; called once per round.
    /// </summary>
    public required Func<AccountLink, Task<Decision<T>>> List { get; init; }
}
