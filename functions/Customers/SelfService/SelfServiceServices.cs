using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.SelfService;

/// <summary>What this part needs.</summary>
public static class SelfServiceServices
{
    /// <summary>Adds the opening and changing of accounts by their owners.</summary>
    public static IServiceCollection AddSelfService(this IServiceCollection services) => services
        .AddSingleton<AccountOpening>()
        // Not for the life of the app, because of the HTTP client in it.
        .AddTransient<SelfServiceOpening>();
}
