using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Charges;

/// <summary>What this part needs.</summary>
public static class ChargeServices
{
    /// <summary>Adds charges.</summary>
    public static IServiceCollection AddCharges(this IServiceCollection services) => services
        .AddSingleton<ChargeStore>()
        .AddSingleton<PayersDue>()
        .AddSingleton<Payers>()
        .AddSingleton<ChargeListing>();
}
