using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>A delivered line of an order, which must be billed.</summary>
/// <param name="Line">Its number.</param>
/// <param name="At">When it was delivered.</param>
public sealed record DueLine(int Line, DateTimeOffset At);

/// <summary>Charges delivered lines: each once, no matter how often it is called and in how many portions they are delivered.</summary>
public sealed class LineCharging(OrderStore orders, IOrderBilling billing, OrganizationChanges changes)
{
    /// <summary>Charges all lines of an order that are delivered and not charged yet. Safe to run twice.</summary>
    /// <param name="order">The order.</param>
    /// <param name="delivered">Reads which lines are delivered; called once per round.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ChargeAsync(
        OrderId order, Func<Task<IReadOnlyList<DueLine>>> delivered, CancellationToken cancellationToken)
    {
        while ((await ChargeSomeAsync(order, delivered, cancellationToken)).IsMore)
        {
        }

        // Also for lines that an earlier run charged before the host crashed.
        await billing.ComeUpAsync(order, cancellationToken);
    }

    private async Task<Charged> ChargeSomeAsync(
        OrderId id, Func<Task<IReadOnlyList<DueLine>>> delivered, CancellationToken cancellationToken)
    {
        var charged = await changes.RunAsync<Charged>(
            async () =>
            {
                var before = (await billing.ChargedAsync(id, cancellationToken)).Select(one => one.Line).ToHashSet();
                var all = (await delivered()).Where(line => !before.Contains(line.Line)).ToList();
                if (all.Count == 0)
                    return new Charged(IsMore: false);
                var lines = (await orders.LinesAsync(id, cancellationToken)).ToDictionary(line => line.Number);
                var room = IOrderBilling.MaxItems;
                var some = all.TakeWhile(line => (room -= IOrderBilling.ItemsOf(lines[line.Line])) >= 0).ToList();
                var happened = new AuditEvent(AuditAction.OrderInvoiceDue, Actor.System, id.ToString());
                var change = new AuditedChange(id.OrganizationId, happened);
                await billing.ChargeAsync(change, await DeliveryOfAsync(id, some, lines, cancellationToken), cancellationToken);
                return change.Gives(new Charged(some.Count < all.Count));
            },
            cancellationToken);
        return charged.OrTryLater();
    }

    private async Task<Delivery> DeliveryOfAsync(
        OrderId id, List<DueLine> delivered, Dictionary<int, OrderLine> lines, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
        return new Delivery(
            order.Value,
            RecordId: null,
            // As a rule within a day (seeds/004…).
            CentralEurope.DayOf(delivered.Min(line => line.At)).AddDays(1),
            CentralEurope.DayOf(delivered.Max(line => line.At)),
            [.. delivered.Select(line => new DeliveredItem(lines[line.Line], lines[line.Line].Quantity, null))]);
    }

    private sealed record Charged(bool IsMore);
}
