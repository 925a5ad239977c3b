using Accounts.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Sales.Services;

public static class ServiceServices
{
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
