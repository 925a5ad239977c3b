using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>What a main account is called, as its sub-accounts have it: under that name its members stand in their audit logs.</summary>
public sealed class MainAccountNames(
    SubAccountStore subAccounts, DelegationStore delegations, OrganizationStore organizations, OrganizationChanges changes) : INameFollower
{
    /// <inheritdoc />
    public async Task<string?> FollowAsync(
        string organizationId, string after, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var page = new OverviewRequest(new PageRequest(PageRequest.MaxLimit, after), ByName: false, Begin: "");
        var slice = await subAccounts.ListAsync(organizationId, page, cancellationToken);
        foreach (var account in slice.Items)
            await NameAsync(organizationId, account.Value.Id, cancellationToken);
        return slice.Next;
    }

    /// <summary>
    /// Brings the name that one sub-account has in line; harmless when it is, or when the account has another main
    /// account.
    /// </summary>
    public async Task NameAsync(string mainId, string subId, CancellationToken cancellationToken)
    {
        var named = await changes.RunAsync<Done>(
            async () =>
            {
                if (await delegations.FindMainAccountAsync(subId, cancellationToken) is not { } found
                    || found.Value.Organization.Id != mainId)
                    return Done.It;
                if (await organizations.FindAsync(mainId, cancellationToken) is not { } main
                    || found.Value.Organization.Name == main.Value.Name)
                    return Done.It;
                var after = found.Value with
                {
                    Organization = new ActingOrganization(mainId, main.Value.Name),
                    Version = found.Value.Version + 1,
                };
                return new ChangeSet(subId).Replace(found, after).Gives(Done.It);
            },
            cancellationToken);
        named.OrTryLater();
    }
}
