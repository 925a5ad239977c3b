using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatevOptions>()
            .Bind(configuration.GetSection("Datev"))
            .ValidateDataAnnotations()
            .Validate<IOptions<ProviderOptions>>(
                (datev, provider) => !datev.IsSet || provider.Value.Country != Country.CH,
                "Remove the section Datev: its booking batches are in euros, and this provider bills in francs.")
            .ValidateOnStart();
        return services.AddSingleton<MonthReading>().AddSingleton<OpenItemReading>();
    }
}
