using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Search;

/// <summary>What this part needs.</summary>
public static class SearchServices
{
    /// <summary>Adds the search for organizations; the parts that know addresses register these.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<OrganizationSearch>();
}
