using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Processes;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary>A request to place an order; the same in every round.</summary>
/// <param name="OrganizationId">The organization that orders.</param>
/// <param name="Actor">The actor who places it.</param>
/// <param name="Attempt">Distinguishes this attempt from others at the same number.</param>
/// <param name="At">When it is placed.</param>
public sealed record OrderWish(string OrganizationId, Actor Actor, string Attempt, DateTimeOffset At);

/// <summary>An order that is ready to be written.</summary>
/// <param name="Order">The order.</param>
/// <param name="Change">The change that writes it; the caller can add what is created with it.</param>
public sealed record OpenedOrder(Order Order, AuditedChange Change);

/// <summary>Numbers an order and starts its process. The caller writes it, with everything that is created with it.</summary>
public sealed class OrderOpening(OrderStore orders, OrderPlacing placing)
{
    /// <summary>The order under the next number. Called once per round: orders of one organization conflict on their count.</summary>
    public async Task<OpenedOrder> OpenAsync(
        DurableTaskClient processes, OrderDraft draft, OrderBackground background, OrderWish wish, CancellationToken cancellationToken)
    {
        var count = await orders.CountAsync(wish.OrganizationId, cancellationToken);
        var id = new OrderId(wish.OrganizationId, count.Value.Orders + 1);
        var placed = placing.Make(draft, background, new OrderAttempt(id, wish.Attempt, wish.Actor.UserId!, wish.At));
        var (process, run) = (OrderProcess.IdOf(placed.Order), new OrderRun(placed.Order.Id, placed.Order.Attempt));
        await processes.StartOnceAsync(nameof(OrderProcess), process, run, cancellationToken);
        var change = OrderStore.Place(placed, count, wish.Actor);
        change.Then(() => processes.NotifyAsync(process));
        return new(placed.Order, change);
    }
}
