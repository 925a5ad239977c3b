using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Search;

/// <summary>
/// The entries by which organizations are found. The organization's own rows decide, and the entries follow them: every change of a name
/// or an address has a process that updates the entries afterwards and may run again.
/// </summary>
/// <remarks>
/// One partition takes 2,000 rows per second, which are some hundred new or renamed accounts. A search reads one page of it.
/// </remarks>
public sealed class OrganizationSearch(
    TableServiceClient tables, OrganizationStore organizations, IEnumerable<ISearchedAddresses> addresses)
{
    private const string Partition = "organizations";

    // An entry is two rows, and a transaction holds 100, of which one is the organization's.
    private const int MostEntries = 49;

    private readonly TableClient _table = tables.GetTableClient(Tables.OrganizationSearch);

    /// <summary>One page of the entries that match the query. One storage operation.</summary>
    public Task<Slice<SearchHit>> ListAsync(SearchQuery query, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<SearchHit>(Partition, query.Kind, query.Begin, page, cancellationToken);

    /// <summary>Updates the entries of an organization, in as many transactions as needed. Idempotent.</summary>
    public async Task FollowAsync(string organizationId, CancellationToken cancellationToken)
    {
        var isDone = false;
        while (!isDone)
        {
            var followed = await _table.RunAsync<SearchStep>(() => DecideAsync(organizationId, cancellationToken), cancellationToken);
            isDone = followed.OrTryLater().IsLast;
        }
    }

    private async Task<Decision<SearchStep>> DecideAsync(string organizationId, CancellationToken cancellationToken)
    {
        // Read this row before the rest: then the last writer has read the latest state.
        var guard = await _table.FindAsync(Partition, SearchKeys.Organization(organizationId), new SearchVersion(0), cancellationToken);
        var kind = SearchKeys.Of(organizationId);
        Dictionary<string, SearchHit> there = [];
        foreach (var row in await _table.AllAsync<SearchHit>(Partition, kind, cancellationToken))
            there.Add(row.RowKey[kind.Length..], row.Value);
        var hit = await organizations.FindAccountAsync(organizationId, cancellationToken) is { } account
            ? SearchHit.Of(organizationId, account.Value)
            : null;
        var wanted = hit is null ? [] : hit.EntriesWith(await EmailsAsync(organizationId, cancellationToken));

        var changed = there.Keys.Except(wanted).Concat(wanted.Where(key => there.GetValueOrDefault(key) != hit)).ToList();
        if (changed.Count == 0)
            return SearchStep.Last;
        var change = new ChangeSet(Partition).Replace(guard, new SearchVersion(guard.Value.Number + 1));
        foreach (var key in changed.Take(MostEntries))
        {
            if (wanted.Contains(key))
                change.Put(key, hit!).Put(kind + key, hit!);
            else
                change.Delete(key).Delete(kind + key);
        }

        return change.Gives(changed.Count <= MostEntries ? SearchStep.Last : SearchStep.More);
    }

    private async Task<IEnumerable<string>> EmailsAsync(string organizationId, CancellationToken cancellationToken)
    {
        List<string> emails = [];
        foreach (var part in addresses)
            emails.AddRange(await part.AddressesAsync(organizationId, cancellationToken));
        return emails;
    }

    private sealed record SearchVersion(int Number);

    private sealed record SearchStep(bool IsLast)
    {
        public static SearchStep Last { get; } = new(true);

        public static SearchStep More { get; } = new(false);
    }
}
