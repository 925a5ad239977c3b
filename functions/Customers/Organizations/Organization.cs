using Accounts.Platform.Http;

namespace Accounts.Customers.Organizations;

/// <summary>
/// The container for projects, members and access. Its id is the customer number: unique, given once, never reused,
/// so that a number on an invoice leads to the organization without an index beside it.
/// </summary>
/// <param name="Id">The customer number, 7 digits.</param>
/// <param name="Name">The company's name.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="IsPartner">Whether it has partner status.</param>
/// <param name="LegalRepresentatives">How many members have that role; at least one, but for an organization whose owner is
/// still invited.</param>
/// <param name="CreatedAt">When the account was created.</param>
/// <param name="Version">Grows with every change of what is shown; the count of legal representatives is not.</param>
/// <param name="IsMainAccount">Whether it has sub-accounts.</param>
public sealed record Organization(
    string Id,
    string Name,
    OrganizationState State,
    bool IsPartner,
    int LegalRepresentatives,
    DateTimeOffset CreatedAt,
    int Version,
    bool IsMainAccount = false) : IVersioned
{
    string IVersioned.Life => Id;
}

/// <summary>Where an organization is in its life.</summary>
public enum OrganizationState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Ordered by its main account, and being set up.</summary>
    New,

    /// <summary>Ordered by its main account, whose order was cancelled before it was set up.</summary>
    Cancelled,
}

/// <summary>An organization as the interface shows it.</summary>
public sealed record OrganizationView(
    string Id,
    string Name,
    string CustomerNumber,
    OrganizationState State,
    bool IsPartner,
    bool IsMainAccount,
    DateTimeOffset CreatedAt,
    OrganizationLinks Links)
{
    /// <summary>Shows an organization.</summary>
    public static OrganizationView Of(Organization organization) => new(
        organization.Id,
        organization.Name,
        CustomerNumber: organization.Id,
        organization.State,
        organization.IsPartner,
        organization.IsMainAccount,
        organization.CreatedAt,
        OrganizationLinks.Of(organization.Id));
}

/// <summary>Where the parts of an organization are.</summary>
public sealed record OrganizationLinks(
    string Self,
    string Account,
    string PaymentSettings,
    string Contacts,
    string Members,
    string Invitations,
    string Projects,
    string Orders,
    string Invoices,
    string Charges,
    string Subscriptions,
    string Customers,
    string Partners,
    string SubAccounts,
    string Extranet,
    string Audit)
{
    /// <summary>The links of one organization.</summary>
    public static OrganizationLinks Of(string id)
    {
        var self = "/api/organizations/" + id;
        return new(
            self,
            self + "/account",
            self + "/payment-settings",
            self + "/contacts",
            self + "/members",
            self + "/invitations",
            self + "/projects",
            self + "/orders",
            self + "/invoices",
            self + "/charges",
            self + "/subscriptions",
            self + "/customers",
            self + "/partners",
            self + "/sub-accounts",
            self + "/extranet",
            self + "/audit");
    }
}
