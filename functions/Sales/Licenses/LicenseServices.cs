using Accounts.Sales.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

public static class LicenseServices
{
    public static IServiceCollection AddLicenses(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LicenseOptions>().Bind(configuration.GetSection("Licenses")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IKeyWrap>(provider => provider.GetRequiredService<IOptions<LicenseOptions>>().Value.KeyVaultKey is null
            ? ActivatorUtilities.CreateInstance<LocalKeyWrap>(provider)
            : ActivatorUtilities.CreateInstance<KeyVaultKeyWrap>(provider));
        return services
            .AddSingleton<DataKeys>()
            .AddSingleton<LicenseKeys>()
            .AddSingleton<LicenseStore>()
            .AddSingleton<IOrderPart, LicensePart>()
            .AddSingleton<Reveals>()
            .AddSingleton<LicenseInvoicing>()
            .AddSingleton<DeliveryNoteIssuing>()
            .AddSingleton<LicenseMailing>()
            .AddTransient<LicensePurchasing>();
    }
}
