using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>The list of sub-accounts in their main account's partition, and the place of each organization in its own.</summary>
public sealed class SubAccountStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Where an organization stands.</summary>
    public async Task<Stored<Place>> FindPlaceAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<Place>(organizationId, SubAccountKeys.Place, cancellationToken) ?? new Stored<Place>(Place.None, SubAccountKeys.Place, default);

    /// <summary>One sub-account in the list of its main account; null when it is none.</summary>
    public async Task<Stored<SubAccount>?> FindAsync(string mainId, string subId, CancellationToken cancellationToken) =>
        CustomerNumber.Parse(subId).Value?.ToString() == subId
            ? await _organizations.FindAsync<SubAccount>(mainId, SubAccountKeys.OfNumber(subId), cancellationToken)
            : null;

    /// <summary>One page of the list. One storage operation.</summary>
    public async Task<Slice<SubAccount>> ListAsync(string mainId, OverviewRequest overview, CancellationToken cancellationToken)
    {
        if (!overview.ByName)
            return await _organizations.PageAsync<SubAccount>(mainId, SubAccountKeys.ByNumber, overview.Begin, overview.Page, cancellationToken);
        if (overview.Begin.Length == 0)
            return await _organizations.PageAsync<SubAccount>(mainId, SubAccountKeys.ByName, overview.Page, cancellationToken);
        var found = await _organizations.PageAsync<SubAccount>(mainId, SubAccountKeys.Found, overview.Begin, overview.Page, cancellationToken);
        // Who is found by several names is shown under the first of them.
        return found with { Items = [.. found.Items.Where(item => item.RowKey == FirstKey(item.Value, overview.Begin))] };
    }

    /// <summary>What an ordered sub-account was ordered with; null when it was not ordered.</summary>
    public async Task<SubAccountOrder?> FindOrderAsync(string subId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<SubAccountOrder>(subId, SubAccountKeys.Order, cancellationToken))?.Value;

    /// <summary>What the request was answered with before; null when it is new.</summary>
    public Task<IResult?> EarlierAnswerAsync(string mainId, CreatingRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        request.EarlierAnswerAsync(_organizations, mainId, now, cancellationToken);

    private static string FirstKey(SubAccount account, string begin) =>
        SubAccountKeys.OfSearch(account.NameKeys().Where(key => key.StartsWith(begin, StringComparison.Ordinal)).Order(StringComparer.Ordinal).First(), account.Id);
}
