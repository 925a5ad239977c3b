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

/// <summary>Customers and their users. Each part may use the parts before it in this list. Me registers no services.</summary>
public static class CustomersGroup
{
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
