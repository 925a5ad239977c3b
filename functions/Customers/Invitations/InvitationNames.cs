using Accounts.Customers.Organizations;

namespace Accounts.Customers.Invitations;

/// <summary>The names of organizations that invite, as they are when an invitation is read or sent.</summary>
public static class InvitationNames
{
    /// <summary>The invitation with the organization's present name. One storage operation.</summary>
    public static async Task<Invitation> NameAsync(
        this OrganizationStore organizations, string organizationId, Invitation invitation, CancellationToken cancellationToken) =>
        await organizations.FindAsync(organizationId, cancellationToken) is { Value.Name: var name }
            ? invitation with { OrganizationName = name }
            : invitation;
}
