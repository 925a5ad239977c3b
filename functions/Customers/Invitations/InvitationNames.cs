using Accounts.Customers.Organizations;

namespace Accounts.Customers.Invitations;

/// <summary>The current names of organizations that invite, used when an invitation is read or sent.</summary>
public static class InvitationNames
{
    /// <summary>The invitation with the organization's current name. One storage operation.</summary>
    public static async Task<Invitation> NameAsync(
        this OrganizationStore organizations, string organizationId, Invitation invitation, CancellationToken cancellationToken) =>
        await organizations.FindAsync(organizationId, cancellationToken) is { Value.Name: var name }
            ? invitation with { OrganizationName = name }
            : invitation;
}
