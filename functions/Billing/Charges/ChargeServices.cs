using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Charges;

public static class ChargeServices
{
    public static IServiceCollection AddCharges(this IServiceCollection services) => services
        .AddSingleton<ChargeStore>()
        .AddSingleton<PayersDue>()
        .AddSingleton<Payers>()
        .AddSingleton<ChargeListing>();
}
