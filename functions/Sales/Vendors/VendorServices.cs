using Accounts.Access.Check;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Vendors;

public static class VendorServices
{
    // A page of 100 long keys. No answer may use more memory than that.
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Adds the license vendor and its callbacks.</summary>
    public static IServiceCollection AddVendor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VendorOptions>().Bind(configuration.GetSection("Vendor")).ValidateDataAnnotations().ValidateOnStart();
        services.AddWebhook(configuration, "Vendor");
        services.AddSingleton<VendorCircuit>();
        services.AddHttpClient<ILicenseVendor, HttpLicenseVendor>((provider, client) =>
        {
            client.Timeout = provider.GetRequiredService<IOptions<VendorOptions>>().Value.Timeout;
            client.MaxResponseContentBufferSize = LargestAnswer;
        });
        return services;
    }
}
