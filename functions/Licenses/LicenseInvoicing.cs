using System.Globalization;
using Accounts.Orders;
using Accounts.Platform;

namespace Accounts.Licenses;

/// <summary>Notes that what was bought has to be invoiced: each line once, however often and in how many portions the vendor issues an order.</summary>
public sealed class LicenseInvoicing(LicenseStore licenses, InvoiceDueStore invoicesDue, TimeProvider time)
{
    private const string Delivery = "licenses-";

    /// <summary>Notes all lines of an order that are bought and not noted yet, as one delivery. Safe to run twice.</summary>
    public async Task NoteAsync(OrderId order, CancellationToken cancellationToken)
    {
        OrderInvoiceDue due;
        do
        {
            var noted = (await invoicesDue.ListAsync(order, cancellationToken)).Where(earlier => earlier.Delivery.StartsWith(Delivery, StringComparison.Ordinal)).ToList();
            // The last one may have died before it came on the list of its day.
            if (noted.Count > 0)
                await invoicesDue.PutOnListAsync(noted[^1], cancellationToken);
            var bought = (await licenses.PurchasesAsync(order, cancellationToken))
                .Where(purchase => purchase.PurchasedAt is not null && !noted.Any(earlier => earlier.Lines.Contains(purchase.Line)))
                .ToList();
            if (bought.Count == 0)
                return;
            due = new OrderInvoiceDue(
                order.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{Delivery}{noted.Count + 1:D3}"),
                [.. bought.Select(purchase => purchase.Line)],
                bought.Max(purchase => purchase.PurchasedAt!.Value),
                CentralEurope.DayOf(time.GetUtcNow()));
        }
        while (!await invoicesDue.TryAddAsync(due, cancellationToken));
    }
}
