using Accounts.Sales.Orders;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Licenses;

/// <summary>The licenses of an order: starts the process that buys them.</summary>
public sealed class LicensePart : IOrderPart
{
    /// <inheritdoc />
    public Task StartAsync(DurableTaskClient processes, Order order, CancellationToken cancellationToken) =>
        order.Licenses == LicenseState.Waiting
            ? LicenseProcess.StartAsync(processes, OrderId.Parse(order.Id)!, cancellationToken)
            : Task.CompletedTask;
}
