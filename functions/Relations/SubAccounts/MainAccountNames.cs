using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Updates the main account's name that its sub-accounts store. Their audit logs show it beside the names of its members.
/// </summary>
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
    /// Updates the name stored with one sub-account. Does nothing when it is current, or when the account has another main
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
