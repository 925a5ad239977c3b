using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary>The services of an order.</summary>
public sealed class ServicePart : IOrderPart
{
    /// <inheritdoc />
    public Task StartAsync(DurableTaskClient processes, Order order, CancellationToken cancellationToken) =>
        order.Services == ServiceState.Ordered
            ? processes.StartOnceAsync(
                nameof(ServiceProcess), OrderProcess.ServicesOf(order.Id), new ServiceRun(order.Id), cancellationToken)
            : Task.CompletedTask;
}
