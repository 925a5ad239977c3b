using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>
/// The customers that members of a partner can reach, for <c>GET /me</c>. The customers' own rows decide at every request.
/// </summary>
public sealed class CustomerReach(CustomerStore customers, TimeProvider time) : IReach
{
    /// <inheritdoc />
    public bool IsOpenTo(Membership membership) => membership.ReachesCustomers;

    /// <inheritdoc />
    public async Task<IReadOnlyList<MyOrganization>> ListAsync(Membership membership, CancellationToken cancellationToken)
    {
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var through = new ActingOrganization(membership.OrganizationId, membership.OrganizationName);
        var first = await customers.ListAsync(
            membership.OrganizationId, PartnershipPage.First(membership.OrganizationId).ByNumber, cancellationToken);
        return
        [
            .. first.Items
                .Where(entry => entry.Value.CustomerNumber is not null && entry.Value.Ends.Any(end => end >= today))
                .Select(entry => new MyOrganization(
                    entry.Value.CustomerNumber!,
                    entry.Value.Name,
                    entry.Value.CustomerNumber!,
                    Via.Partner,
                    membership.Role,
                    MyOrganizationLinks.Of(entry.Value.CustomerNumber!),
                    through,
                    Grants: [.. entry.Value.Grants.Where(grant => grant.Until >= today)])),
        ];
    }
}
