using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Charts;

/// <summary>What this part needs.</summary>
public static class ChartServices
{
    /// <summary>Adds charts.</summary>
    public static IServiceCollection AddCharts(this IServiceCollection services) => services.AddSingleton<InvoiceMonths>();
}
