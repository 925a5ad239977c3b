using Accounts.Access.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Orders;

/// <summary>What this part needs.</summary>
public static class OrderServices
{
    /// <summary>Adds orders.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TermsOptions>().Bind(configuration.GetSection("Terms")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<OrderStore>()
            .AddSingleton<OrderListings>()
            .AddSingleton<IWorkSource, OrderWork>()
            .AddSingleton<OrderProgress>()
            .AddSingleton<OrderPlacing>()
            .AddSingleton<OrderOpening>()
            .AddSingleton<LineCharging>()
            .AddSingleton<OrderReceivers>()
            .AddSingleton<ConfirmationIssuing>();
    }
}
