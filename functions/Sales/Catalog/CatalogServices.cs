using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Catalog;

/// <summary>What this part needs.</summary>
public static class CatalogServices
{
    /// <summary>Adds the catalog.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddSingleton<CatalogStore>();
}
