using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary>What becomes of one kind of order lines after the order was placed; each kind registers itself.</summary>
public interface IOrderPart
{
    /// <summary>
    /// Starts its process under the id that <see cref="OrderProcess"/> gives it, unless it is under way. A cancelled part
    /// has none.
    /// </summary>
    Task StartAsync(DurableTaskClient processes, Order order, CancellationToken cancellationToken);
}
