using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.TaxIds;

public static class TaxIdServices
{
    // Answers have some hundred bytes. A faulty service must not make us hold more.
    private const int LargestAnswer = 64 * 1024;

    public static IServiceCollection AddTaxIds(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<TaxRegisterOptions>()
            .Bind(configuration.GetSection("TaxRegisters"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddRegister<ViesRegister>(ViesRegister.Timeout);
        services.AddRegister<SwissUidRegister>(SwissUidRegister.Timeout);
        return services.AddSingleton<TaxIdResults>();
    }

    private static void AddRegister<T>(this IServiceCollection services, TimeSpan timeout)
        where T : class, ITaxRegister
    {
        services.AddHttpClient<T>(client =>
        {
            client.Timeout = timeout;
            client.MaxResponseContentBufferSize = LargestAnswer;
        });
        services.AddTransient<ITaxRegister>(provider => provider.GetRequiredService<T>());
    }
}
