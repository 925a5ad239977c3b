using Accounts.Access;
using Accounts.Billing;
using Accounts.Customers;
using Accounts.Extranet;
using Accounts.Platform;
using Accounts.Platform.Http;
using Accounts.Relations;
using Accounts.Sales;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Accounts;

/// <summary>
/// The app. A group may use itself and the groups above it in the list below. Inside a group, the same rule holds for its parts.
/// </summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Startup.RunAsync(() => CreateBuilder(args));

    /// <summary>Builds the app without starting it, so that any host can build the same app.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        // Registered first: it must wrap the middleware that writes the response, which the next line adds.
        builder.UseMiddleware<HttpResultMiddleware>();
        builder.ConfigureFunctionsWebApplication();

        builder.AddPlatform();  // no business terms: HTTP, tables, processes, mail, documents, telemetry
        builder.AddAccess();    // tokens, rights, who acts for whom, the audit log
        builder.AddCustomers(); // organizations, members, contacts, invitations, requests for accounts, tax ids, projects
        builder.AddSales();     // catalog, orders, licenses, services, the license vendor
        builder.AddRelations(); // partners and their customers, main accounts and sub-accounts
        builder.AddBilling();   // charges, invoices, runs, payments
        builder.AddExtranet();  // reports, budgets and charts for customers
        return builder;
    }
}
