using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.SelfService;

public static class SelfServiceServices
{
    public static IServiceCollection AddSelfService(this IServiceCollection services) => services
        .AddSingleton<AccountOpening>()
        // Not a singleton, because it holds an HTTP client.
        .AddTransient<SelfServiceOpening>();
}
