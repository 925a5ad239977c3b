using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Notes that what was bought has to be invoiced: each line once, however often and in how many portions the vendor sells an
/// order; and takes back what fails afterwards.
/// </summary>
public sealed class LicenseInvoicing(
    LicenseStore licenses, InvoiceDueStore invoicesDue, OrderStore orders, OrganizationChanges changes, TimeProvider time)
{
    /// <summary>
    /// Notes all lines of an order that are bought and not noted yet, as one delivery, and puts what was taken back on its
    /// day. Safe to run twice.
    /// </summary>
    public async Task NoteAsync(OrderId order, CancellationToken cancellationToken)
    {
        var written = await changes.RunAsync<Done>(
            async () =>
            {
                var all = await invoicesDue.ListAsync(order, cancellationToken);
                foreach (var withdrawal in all.Where(due => due.Cause == InvoiceCause.PurchaseFailed))
                    await invoicesDue.PutOnDayAsync(order, withdrawal.Delivery, cancellationToken);
                var noted = all.Where(due => due.Cause == InvoiceCause.LicensePurchase).ToList();
                // The host may have crashed before the last one came on the list of its day.
                if (noted.Count > 0)
                    await invoicesDue.PutOnDayAsync(order, noted[^1].Delivery, cancellationToken);
                var bought = (await licenses.PurchasesAsync(order, cancellationToken))
                    .Where(purchase => purchase.PurchasedAt is not null)
                    .Where(purchase => !noted.Any(due => due.Items.Any(item => item.Line == purchase.Line)))
                    .ToList();
                if (bought.Count == 0)
                    return Done.It;
                var due = await DueForAsync(order, noted.Count + 1, bought, cancellationToken);
                var happened = new AuditEvent(AuditAction.OrderInvoiceDue, Actor.System, due.OrderId).With("delivery", due.Delivery);
                return new AuditedChange(order.OrganizationId, happened)
                    .Add(InvoiceDueStore.New(due))
                    .Then(() => invoicesDue.PutOnDayAsync(order, due.Delivery, cancellationToken))
                    .Gives(Done.It);
            },
            cancellationToken);
        written.OrTryLater();
    }

    /// <summary>
    /// What takes a line back that is to be invoiced, for the transaction in which its purchase fails; null when it is
    /// not to be.
    /// </summary>
    public async Task<OrderInvoiceDue?> WithdrawalAsync(OrderId order, OrderLine line, CancellationToken cancellationToken)
    {
        var noted = (await invoicesDue.ListAsync(order, cancellationToken))
            .SingleOrDefault(due => due.Cause == InvoiceCause.LicensePurchase && due.Items.Any(item => item.Line == line.Number));
        return noted is null ? null : noted with
        {
            Delivery = string.Create(CultureInfo.InvariantCulture, $"{noted.Delivery}-withdrawn-{line.Number:D3}"),
            Cause = InvoiceCause.PurchaseFailed,
            DueOn = CentralEurope.DayOf(time.GetUtcNow()).AddDays(1),
            Items = [new DueItem(line.Number, line.Quantity, null)],
        };
    }

    private async Task<OrderInvoiceDue> DueForAsync(
        OrderId order, int number, IReadOnlyList<Purchase> bought, CancellationToken cancellationToken)
    {
        var quantities = (await orders.LinesAsync(order, cancellationToken)).ToDictionary(line => line.Number, line => line.Quantity);
        return new OrderInvoiceDue(
            order.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"licenses-{number:D3}"),
            InvoiceCause.LicensePurchase,
            // As a rule within a day of the purchase (seeds/004…).
            CentralEurope.DayOf(bought.Min(purchase => purchase.PurchasedAt!.Value)).AddDays(1),
            CentralEurope.DayOf(bought.Max(purchase => purchase.PurchasedAt!.Value)),
            [.. bought.Select(purchase => new DueItem(purchase.Line, quantities[purchase.Line], null))]);
    }
}
