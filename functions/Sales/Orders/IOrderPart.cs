using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary>The processing of one kind of order lines after the order is placed; each kind registers itself.</summary>
public interface IOrderPart
{
    /// <summary>Starts its process under the id from <see cref="OrderProcess"/>, unless it is running. A cancelled part has none.</summary>
    Task StartAsync(DurableTaskClient processes, Order order, CancellationToken cancellationToken);
}
