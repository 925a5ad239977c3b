using Accounts.Members;
using Accounts.Organizations;
using Accounts.Platform;

namespace Accounts.SubAccounts;

/// <summary>The sub-accounts that a user reaches through main accounts, for <c>GET /me</c>: the first ones of each; the overview has them all.</summary>
public sealed class ReachableSubAccounts(SubAccountStore subAccounts)
{
    private static readonly OverviewRequest First = new(new PageRequest(PageRequest.MaxLimit, ""), ByName: true, Begin: "");

    /// <summary>One storage operation per main account that the user belongs to; none for everybody else.</summary>
    public async Task<IReadOnlyList<MyOrganization>> OfAsync(IEnumerable<Membership> memberships, CancellationToken cancellationToken)
    {
        List<MyOrganization> reachable = [];
        foreach (var main in memberships.Where(membership => membership.IsMainAccount))
        {
            var page = await subAccounts.ListAsync(main.OrganizationId, First, cancellationToken);
            reachable.AddRange(page.Items.Select(item => new MyOrganization(item.Value.Id, item.Value.Name, item.Value.Id, MyOrganization.ViaMainAccount, main.Role)));
        }

        return reachable;
    }
}
