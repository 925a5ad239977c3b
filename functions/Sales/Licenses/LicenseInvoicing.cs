using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Notes that what was bought has to be invoiced: each line once, however often and in how many portions the vendor sells an
/// order; and takes back what fails afterwards.
/// </summary>
public sealed class LicenseInvoicing(TableServiceClient tables, LicenseStore licenses, InvoiceDueStore invoicesDue, OrderStore orders, AuditLog audit, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Notes all lines of an order that are bought and not noted yet, as one delivery, and puts what was taken back on its day. Safe to run twice.</summary>
    public async Task NoteAsync(OrderId order, CancellationToken cancellationToken)
    {
        while (true)
        {
            var all = await invoicesDue.ListAsync(order, cancellationToken);
            foreach (var withdrawal in all.Where(due => due.Cause == InvoiceCause.PurchaseFailed))
                await invoicesDue.PutOnDayAsync(order, withdrawal.Delivery, cancellationToken);
            var noted = all.Where(due => due.Cause == InvoiceCause.LicensePurchase).ToList();
            // The last one may have died before it came on the list of its day.
            if (noted.Count > 0)
                await invoicesDue.PutOnDayAsync(order, noted[^1].Delivery, cancellationToken);
            var bought = (await licenses.PurchasesAsync(order, cancellationToken))
                .Where(purchase => purchase.PurchasedAt is not null && !noted.Any(due => due.Items.Any(item => item.Line == purchase.Line)))
                .ToList();
            if (bought.Count == 0)
                return;
            await TryAddAsync(order, await DueForAsync(order, noted.Count + 1, bought, cancellationToken), cancellationToken);
        }
    }

    /// <summary>What takes a line back that is to be invoiced, for the transaction in which its purchase fails; null when it is not to be.</summary>
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

    // The next round finds it, or another one that was faster, and puts it on its day.
    private async Task TryAddAsync(OrderId order, OrderInvoiceDue due, CancellationToken cancellationToken)
    {
        var happened = new AuditEvent(AuditAction.OrderInvoiceDue, Actor.System, due.OrderId).With("delivery", due.Delivery);
        try
        {
            await audit.CommitAsync(order.OrganizationId, [InvoiceDueStore.Add(due)], happened, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            // See above.
        }
    }

    private async Task<OrderInvoiceDue> DueForAsync(OrderId order, int number, IReadOnlyList<Purchase> bought, CancellationToken cancellationToken)
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
