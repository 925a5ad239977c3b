using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// The sub-accounts that members of a main account can reach, for <c>GET /me</c>. The sub-accounts' own rows decide at every
/// request.
/// </summary>
public sealed class SubAccountReach(SubAccountStore subAccounts, Linking linking) : IReach
{
    private static readonly OverviewRequest First = new(new PageRequest(PageRequest.MaxLimit, ""), ByName: true, Begin: "");

    /// <inheritdoc />
    public bool IsOpenTo(Membership membership) => membership.ReachesSubAccounts;

    /// <inheritdoc />
    public async Task<IReadOnlyList<MyOrganization>> ListAsync(Membership membership, CancellationToken cancellationToken)
    {
        var through = new ActingOrganization(membership.OrganizationId, membership.OrganizationName);
        var page = await subAccounts.ListAsync(membership.OrganizationId, First, cancellationToken);
        await linking.SettleAsync(membership.OrganizationId, page.Items.Select(item => item.Value), cancellationToken);
        return
        [
            .. page.Items.Select(item => new MyOrganization(
                item.Value.Id,
                item.Value.Name,
                item.Value.Id,
                Via.MainAccount,
                membership.Role,
                MyOrganizationLinks.Of(item.Value.Id),
                through)),
        ];
    }
}
