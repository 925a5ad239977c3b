using Accounts.Platform.Http;

namespace Accounts.Customers.Organizations;

/// <summary>
/// The container for projects, members and access. Its id is the customer number: unique and never reused. So a number on an invoice
/// leads to the organization without a separate index.
/// </summary>
/// <param name="Id">The customer number, 7 digits.</param>
/// <param name="Name">The company's name.</param>
/// <param name="State">State of the organization.</param>
/// <param name="IsPartner">Whether it has partner status.</param>
/// <param name="LegalRepresentatives">How many members have that role. At least one, except while the owner is still invited.</param>
/// <param name="CreatedAt">When the account was created.</param>
/// <param name="Version">Grows with every change of what is shown. The count of legal representatives is not shown.</param>
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

/// <summary>State of an organization.</summary>
public enum OrganizationState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Ordered by its main account, and being set up.</summary>
    New,

    /// <summary>Ordered by its main account; the order was cancelled before the account was set up.</summary>
    Cancelled,
}

/// <summary>An organization as the API returns it.</summary>
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

/// <summary>Links to the parts of an organization.</summary>
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
