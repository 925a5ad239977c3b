using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Organizations;

namespace Accounts.Customers.Members;

/// <summary>An organization as its entry in a user's list.</summary>
/// <param name="Id">For the other routes.</param>
/// <param name="Name">The company's name.</param>
/// <param name="CustomerNumber">Kundennummer</param>
/// <param name="Via">How the user comes to it.</param>
/// <param name="Role">The user's role there, or in the organization that they come through.</param>
/// <param name="Links">Where the rest is.</param>
/// <param name="Through">The partner or main account that they come through; absent where they are a member.</param>
/// <param name="Permissions">For who came by the login of a contact: what they may do. The role is but a name then.</param>
/// <param name="Grants">Of a partner's customer: what the partner's people may do there today, and until when. Absent
/// elsewhere: the role says it, and of a main account the role is that of the sub-account's own people, a legal representative
/// counting as an admin.</param>
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
    /// <summary>Shows a membership.</summary>
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

/// <summary>Where the parts of an organization of one's own are.</summary>
/// <param name="Self">The organization.</param>
/// <param name="Customers">Of a partner: where all of its customers are listed.</param>
/// <param name="SubAccounts">Of a main account: where all of its sub-accounts are listed.</param>
public sealed record MyOrganizationLinks(string Self, string? Customers, string? SubAccounts)
{
    /// <summary>The one that there always is.</summary>
    public static MyOrganizationLinks Of(string organizationId) => new(OrganizationLinks.Of(organizationId).Self, null, null);
}

/// <summary>How a user comes to an organization.</summary>
public enum Via
{
    /// <summary>As its member.</summary>
    Member,

    /// <summary>As somebody of a partner, within what the organization granted.</summary>
    Partner,

    /// <summary>As somebody of its main account.</summary>
    MainAccount,
}
