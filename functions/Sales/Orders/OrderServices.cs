using Accounts.Access.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Orders;

public static class OrderServices
{
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
