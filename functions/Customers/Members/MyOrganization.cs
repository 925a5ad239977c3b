using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Organizations;

namespace Accounts.Customers.Members;

/// <summary>An organization in a user's list.</summary>
/// <param name="Id">Id for the other routes.</param>
/// <param name="Name">The company's name.</param>
/// <param name="CustomerNumber">Kundennummer</param>
/// <param name="Via">Why the user has access to it.</param>
/// <param name="Role">The user's role there, or in the organization that gives the access.</param>
/// <param name="Links">Links to more data.</param>
/// <param name="Through">The partner or main account that gives the access; absent for a member.</param>
/// <param name="Permissions">What a member who joined through a contact's login may do. The role is only a label then.</param>
/// <param name="Grants">For a partner's customer: what the partner's members may do there today, and until when. Absent otherwise,
/// because the role decides: through a main account, the role has the rights of the same role in the sub-account, and a legal
/// representative counts as an admin.</param>
public sealed record MyOrganization(
    string Id,
    string Name,
    string CustomerNumber,
    Via Via,
    Role Role,
    MyOrganizationLinks Links,
    ActingOrganization? Through = null,
    IReadOnlyList<Permission>? Permissions = null,
    IReadOnlyList<Grant>? Grants = null)
{
    public static MyOrganization Of(Membership membership) => new(
        membership.OrganizationId,
        membership.OrganizationName,
        CustomerNumber: membership.OrganizationId,
        Via.Member,
        membership.Role,
        MyOrganizationLinks.Of(membership.OrganizationId) with
        {
            Customers = membership.ReachesCustomers ? OrganizationLinks.Of(membership.OrganizationId).Customers : null,
            SubAccounts = membership.ReachesSubAccounts ? OrganizationLinks.Of(membership.OrganizationId).SubAccounts : null,
        },
        Permissions: membership.Permissions);
}

/// <summary>Links of an organization in a user's list.</summary>
/// <param name="Self">The organization.</param>
/// <param name="Customers">For a partner: the list of all its customers.</param>
/// <param name="SubAccounts">For a main account: the list of all its sub-accounts.</param>
public sealed record MyOrganizationLinks(string Self, string? Customers, string? SubAccounts)
{
    /// <summary>Only the link that every organization has.</summary>
    public static MyOrganizationLinks Of(string organizationId) => new(OrganizationLinks.Of(organizationId).Self, null, null);
}

/// <summary>Why a user has access to an organization.</summary>
public enum Via
{
    /// <summary>As its member.</summary>
    Member,

    /// <summary>As a member of a partner, within what the organization granted.</summary>
    Partner,

    /// <summary>As a member of its main account.</summary>
    MainAccount,
}
