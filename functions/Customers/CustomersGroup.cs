using Accounts.Customers.AccountRequests;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Projects;
using Accounts.Customers.Search;
using Accounts.Customers.SelfService;
using Accounts.Customers.TaxIds;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Customers;

/// <summary>Customers and their people; each part may use those before it in this list. Me has nothing to add.</summary>
public static class CustomersGroup
{
    /// <summary>Adds the group.</summary>
    public static void AddCustomers(this FunctionsApplicationBuilder builder) => builder.Services
        .AddOrganizations(builder.Configuration)
        .AddSearch()
        .AddMembers()
        .AddInvitations(builder.Configuration)
        .AddContacts()
        .AddTaxIds(builder.Configuration)
        .AddSelfService()
        .AddAccountRequests(builder.Configuration)
        .AddProjects();
}
