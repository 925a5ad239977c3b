using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Opening;

public static class ExtranetServices
{
    public static IServiceCollection AddExtranetOpening(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExtranetOptions>().Bind(configuration.GetSection("Extranet")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ExtranetStore>()
            .AddSingleton<ExtranetPurge>()
            .AddSingleton(new ExtranetContent(ExtranetKeys.Subscriptions));
    }
}
