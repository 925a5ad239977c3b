using Accounts.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Services;

/// <summary>What this part needs.</summary>
public static class ServiceServices
{
    /// <summary>Adds the services of orders.</summary>
    public static IServiceCollection AddServiceOrders(this IServiceCollection services) =>
        services
            .AddSingleton<ServiceStore>()
            .AddSingleton<AppointmentFiles>()
            .AddSingleton<RecordDeciding>()
            .AddSingleton<RecordIssuing>()
            .AddSingleton<RecordDocuments>()
            .AddSingleton<RecordInvoicing>()
            .AddSingleton<ServicePeople>()
            .AddSingleton<IOrderPart, ServicePart>();
}
