using Accounts.Access;
using Accounts.Customers.Organizations;

namespace Accounts.Customers.Members;

/// <summary>Reads members for the access check.</summary>
public sealed class MemberLookup(MemberStore members, OrganizationStore organizations) : IMemberLookup
{
    /// <inheritdoc />
    public async Task<ActingMember?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        (await members.FindAsync(organizationId, userId, cancellationToken))?.Value.AsActing();

    /// <inheritdoc />
    public async Task<bool> IsPartnerAsync(string organizationId, CancellationToken cancellationToken) =>
        await organizations.FindAsync(organizationId, cancellationToken) is { Value.IsPartner: true };
}
