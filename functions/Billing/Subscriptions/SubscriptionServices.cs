using Accounts.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Subscriptions;

/// <summary>What this part needs.</summary>
public static class SubscriptionServices
{
    /// <summary>Adds recurring prices, and what orders need of billing.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<SubscriptionStore>()
        .AddSingleton<RenewalsDue>()
        .AddSingleton<PriceAnnouncing>()
        .AddSingleton<Renewals>()
        .AddSingleton<RenewalPreview>()
        .AddSingleton<IOrderBilling, OrderCharging>();
}
