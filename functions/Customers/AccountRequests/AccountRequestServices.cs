using Accounts.Access.Check;
using Accounts.Access.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.AccountRequests;

public static class AccountRequestServices
{
    public static IServiceCollection AddAccountRequests(this IServiceCollection services, IConfiguration configuration) => services
        .AddWebhook(configuration, "ContactForm")
        .AddSingleton<FormBrake>()
        .AddSingleton<AccountRequestStore>()
        .AddSingleton<IWorkSource, AccountRequestWork>()
        .AddSingleton<OrganizationFounding>();
}
