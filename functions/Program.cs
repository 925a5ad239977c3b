using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.AccountRequests;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Projects;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Relations.Partners;
using Accounts.Relations.SubAccounts;
using Accounts.Sales.Catalog;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Vendors;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts;

/// <summary>The app.</summary>
public static class Program
{
    /// <summary>Starts it; a start that cannot succeed ends with one sentence and exit code 1.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var host = CreateBuilder(args).Build();
            // Before the start does it, which logs a stack trace where one sentence is enough.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.RunAsync();
            return 0;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            await Console.Error.WriteLineAsync(string.Join(' ', e.InnerExceptions.Select(inner => inner.Message)));
            return 1;
        }
        catch (Exception e) when (e is OptionsValidationException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Everything but the start, so that any host can build the same app.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        // Outside of the one that writes the response, which comes with the web application.
        builder.UseMiddleware<HttpResultMiddleware>();
        builder.ConfigureFunctionsWebApplication();
        builder.AddTelemetry();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();

        // The lines of the web server hold addresses, and those of invitations their tokens.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Several lines for each step of each process; the host logs its changes of state.
        builder.Logging.AddFilter("Microsoft.DurableTask", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddCredential();
        builder.Services.AddTables(builder.Configuration);
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddAudit();
        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddOrganizations(builder.Configuration);
        builder.Services.AddContacts();
        builder.Services.AddMembers();
        builder.Services.AddInvitations(builder.Configuration);
        builder.Services.AddAccountRequests(builder.Configuration);
        builder.Services.AddPartners();
        builder.Services.AddSubAccounts(builder.Configuration);
        builder.Services.AddProjects();
        builder.Services.AddTaxIds(builder.Configuration);
        builder.Services.AddVendor(builder.Configuration);
        builder.Services.AddLicenses(builder.Configuration);
        builder.Services.AddDocuments(builder.Configuration);
        builder.Services.AddCatalog();
        builder.Services.AddOrders(builder.Configuration);
        builder.Services.AddServiceOrders();
        return builder;
    }
}
