using Accounts.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Subscriptions;

public static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<SubscriptionStore>()
        .AddSingleton<RenewalsDue>()
        .AddSingleton<PriceAnnouncing>()
        .AddSingleton<Renewals>()
        .AddSingleton<RenewalPreview>()
        .AddSingleton<IOrderBilling, OrderCharging>();
}
