using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Relations.SubAccounts;

/// <summary>The list of sub-accounts in their main account's partition, and the place of each organization in its own.</summary>
public sealed class SubAccountStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The organization's place in the tree.</summary>
    public Task<Stored<Place>> FindPlaceAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, SubAccountKeys.Place, Place.None, cancellationToken);

    /// <summary>One sub-account in the list of its main account; null when it is not listed.</summary>
    public async Task<Stored<SubAccount>?> FindAsync(string mainId, string subId, CancellationToken cancellationToken) =>
        CustomerNumber.Parse(subId).Value?.ToString() == subId
            ? await _organizations.FindAsync<SubAccount>(mainId, SubAccountKeys.OfNumber(subId), cancellationToken)
            : null;

    /// <summary>One page of the list. One storage operation.</summary>
    public async Task<Slice<SubAccount>> ListAsync(string mainId, OverviewRequest overview, CancellationToken cancellationToken)
    {
        if (!overview.ByName)
            return await _organizations.PageAsync<SubAccount>(
                mainId, SubAccountKeys.ByNumber, overview.Begin, overview.Page, cancellationToken);
        if (overview.Begin.Length == 0)
            return await _organizations.PageAsync<SubAccount>(mainId, SubAccountKeys.ByName, overview.Page, cancellationToken);
        var found = await _organizations.PageAsync<SubAccount>(
            mainId, SubAccountKeys.Found, overview.Begin, overview.Page, cancellationToken);
        // An entry that is found by several names is shown under the first of them.
        return found with { Items = [.. found.Items.Where(item => item.RowKey == FirstKey(item.Value, overview.Begin))] };
    }

    /// <summary>The products that a sub-account was ordered with; null when it was not ordered.</summary>
    public async Task<SubAccountOrder?> FindOrderAsync(string subId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<SubAccountOrder>(subId, SubAccountKeys.Order, cancellationToken))?.Value;

    /// <summary>The row of the place of a new organization.</summary>
    public static Stored<Place> New(Place place) => Stored.New(SubAccountKeys.Place, place);

    /// <summary>The row of the products that a sub-account is ordered with.</summary>
    public static Stored<SubAccountOrder> New(SubAccountOrder order) => Stored.New(SubAccountKeys.Order, order);

    /// <summary>Adds the access of a main account's members to a change of the sub-account.</summary>
    public static ChangeSet LetIn(ChangeSet change, Delegation main) => change.Put(DelegationKeys.MainAccount, main);

    /// <summary>Adds the end of that access.</summary>
    public static ChangeSet LetOut(ChangeSet change) => change.Delete(DelegationKeys.MainAccount);

    /// <summary>Adds the rows of a sub-account in the list: by number, by name, and by every name that a search finds.</summary>
    /// <param name="change">A change of the main account.</param>
    /// <param name="before">The present entry; null when there is none.</param>
    /// <param name="after">The new entry; null removes it.</param>
    public static ChangeSet List(ChangeSet change, Stored<SubAccount>? before, SubAccount? after)
    {
        // The row by number guards the others, which are always written with it.
        if (before is null)
            change.Add(SubAccountKeys.OfNumber(after!.Id), after);
        else if (after is null)
            change.Delete(before);
        else
            change.Replace(before, after);
        var (old, keys) = (IndexKeys(before?.Value), IndexKeys(after));
        foreach (var gone in old.Except(keys))
            change.Delete(gone);
        foreach (var key in keys)
            change.Put(key, after!);
        return change;
    }

    private static List<string> IndexKeys(SubAccount? account) => account is null
        ? []
        :
        [
            SubAccountKeys.OfName(NameKey.Of(account.Name), account.Id),
            .. account.NameKeys().Select(key => SubAccountKeys.OfSearch(key, account.Id)),
        ];

    private static string FirstKey(SubAccount account, string begin)
    {
        var names = account.NameKeys().Where(key => key.StartsWith(begin, StringComparison.Ordinal));
        return SubAccountKeys.OfSearch(names.Order(StringComparer.Ordinal).First(), account.Id);
    }
}
