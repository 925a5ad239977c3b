using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Search;

public static class SearchServices
{
    /// <summary>Adds the search for organizations. Each part registers its own <see cref="ISearchedAddresses"/>.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<OrganizationSearch>();
}
