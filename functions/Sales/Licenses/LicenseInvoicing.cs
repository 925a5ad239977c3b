using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>Has what was bought billed: each line once, however often and in how many portions the vendor sells an order.</summary>
public sealed class LicenseInvoicing(LicenseStore licenses, OrderStore orders, IOrderBilling billing, OrganizationChanges changes)
{
    /// <summary>Charges all lines of an order that are bought and not charged yet. Safe to run twice.</summary>
    public async Task ChargeAsync(OrderId order, CancellationToken cancellationToken)
    {
        while ((await ChargeSomeAsync(order, cancellationToken)).IsMore)
        {
        }

        // Also what an earlier run charged before the host crashed.
        await billing.ComeUpAsync(order, cancellationToken);
    }

    private async Task<Charged> ChargeSomeAsync(OrderId id, CancellationToken cancellationToken)
    {
        var charged = await changes.RunAsync<Charged>(
            async () =>
            {
                var before = (await billing.ChargedAsync(id, cancellationToken)).Select(one => one.Line).ToHashSet();
                var bought = (await licenses.PurchasesAsync(id, cancellationToken))
                    .Where(purchase => purchase.PurchasedAt is not null && !before.Contains(purchase.Line))
                    .ToList();
                if (bought.Count == 0)
                    return new Charged(IsMore: false);
                var lines = (await orders.LinesAsync(id, cancellationToken)).ToDictionary(line => line.Number);
                var room = IOrderBilling.MaxItems;
                var some = bought.TakeWhile(purchase => (room -= IOrderBilling.ItemsOf(lines[purchase.Line])) >= 0).ToList();
                var happened = new AuditEvent(AuditAction.OrderInvoiceDue, Actor.System, id.ToString());
                var change = new AuditedChange(id.OrganizationId, happened);
                await billing.ChargeAsync(change, await DeliveryOfAsync(id, some, lines, cancellationToken), cancellationToken);
                return change.Gives(new Charged(some.Count < bought.Count));
            },
            cancellationToken);
        return charged.OrTryLater();
    }

    private async Task<Delivery> DeliveryOfAsync(
        OrderId id, List<Purchase> bought, Dictionary<int, OrderLine> lines, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
        return new Delivery(
            order.Value,
            RecordId: null,
            // As a rule within a day of the purchase (seeds/004…).
            CentralEurope.DayOf(bought.Min(purchase => purchase.PurchasedAt!.Value)).AddDays(1),
            CentralEurope.DayOf(bought.Max(purchase => purchase.PurchasedAt!.Value)),
            [.. bought.Select(purchase => new DeliveredItem(lines[purchase.Line], lines[purchase.Line].Quantity, null))]);
    }

    private sealed record Charged(bool IsMore);
}
