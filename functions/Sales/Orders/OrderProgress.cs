using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Sales.Orders;

/// <summary>Takes the steps of an order that no request asks for: its processes take them when something is due or done.</summary>
public sealed class OrderProgress(OrderStore orders, OrderListings listings, OrganizationChanges changes)
{
    /// <summary>
    /// Takes one step, and updates the list of all orders. Safe to run twice when the step leads out of the state that it is
    /// taken in.
    /// </summary>
    /// <param name="id">The order.</param>
    /// <param name="next">Decides the step; null when there is none to take.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The order afterwards.</returns>
    public async Task<Order> MoveAsync(OrderId id, Func<Order, OrderStep?> next, CancellationToken cancellationToken)
    {
        var moved = await changes.RunAsync<Order>(
            async () =>
            {
                var stored = await orders.FindAsync(id, cancellationToken)
                    ?? throw new InvalidOperationException("Orders are never deleted.");
                return next(stored.Value) is { } step ? OrderStore.Change(stored, step, Actor.System).Gives(step.After) : stored.Value;
            },
            cancellationToken);
        var order = moved.OrTryLater();
        // Also without a step: a request may have taken it, and crashed before it updated the list.
        await listings.FollowAsync(order, cancellationToken);
        return order;
    }
}
