using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>What a main account is called, as its sub-accounts have it: under that name its people stand in their audit logs.</summary>
public sealed class MainAccountNames(
    TableServiceClient tables, SubAccountStore subAccounts, DelegationStore delegations, OrganizationStore organizations) : INameFollower
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <inheritdoc />
    public async Task<string?> FollowAsync(string organizationId, string after, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var page = new OverviewRequest(new PageRequest(PageRequest.MaxLimit, after), ByName: false, Begin: "");
        var slice = await subAccounts.ListAsync(organizationId, page, cancellationToken);
        foreach (var account in slice.Items)
            await NameAsync(organizationId, account.Value.Id, cancellationToken);
        return slice.Next;
    }

    /// <summary>Brings the name that one sub-account has in line; harmless when it is, or when the account has another main account.</summary>
    public async Task NameAsync(string mainId, string subId, CancellationToken cancellationToken)
    {
        while (await delegations.FindMainAccountAsync(subId, cancellationToken) is { } found && found.Value.Organization.Id == mainId
            && await organizations.FindAsync(mainId, cancellationToken) is { } main && found.Value.Organization.Name != main.Value.Name)
        {
            var named = found.Value with { Organization = new ActingOrganization(mainId, main.Value.Name), Version = found.Value.Version + 1 };
            try
            {
                await _organizations.UpdateEntityAsync(Rows.Row(subId, found.RowKey, named), found.Tag, TableUpdateMode.Replace, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                // Released, or named at the same moment; it is looked at anew.
            }
        }
    }
}
