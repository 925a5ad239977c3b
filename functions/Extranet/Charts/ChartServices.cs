using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Charts;

public static class ChartServices
{
    public static IServiceCollection AddCharts(this IServiceCollection services) => services.AddSingleton<InvoiceMonths>();
}
