using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Organizations;

public static class OrganizationServices
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ContactFormOptions>().Bind(configuration.GetSection("ContactForm")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SelfServiceOptions>().Bind(configuration.GetSection("SelfService")).ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<PaymentProviderOptions>()
            .Bind(configuration.GetSection("PaymentProvider"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient<PaymentProvider>(client => client.Timeout = PaymentProvider.Timeout);
        return services.AddSingleton<OrganizationStore>();
    }
}
