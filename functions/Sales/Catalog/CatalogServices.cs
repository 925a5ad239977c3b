using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Catalog;

public static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddSingleton<CatalogStore>();
}
