using Accounts.Access.Check;
using Accounts.Access.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.AccountRequests;

/// <summary>What this part needs.</summary>
public static class AccountRequestServices
{
    /// <summary>Adds the contact form.</summary>
    public static IServiceCollection AddAccountRequests(this IServiceCollection services, IConfiguration configuration) => services
        .AddWebhook(configuration, "ContactForm")
        .AddSingleton<FormBrake>()
        .AddSingleton<AccountRequestStore>()
        .AddSingleton<IWorkSource, AccountRequestWork>()
        .AddSingleton<OrganizationFounding>();
}
