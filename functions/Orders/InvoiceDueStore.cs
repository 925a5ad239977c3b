using System.Globalization;
using Accounts.Audit;
using Accounts.Organizations;
using Accounts.Platform;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Orders;

/// <summary>
/// What orders have to be invoiced for: a row with the order, which is what counts, and one in the table InvoicesDue, where a
/// run of invoices finds all of a day without looking through organizations.
/// </summary>
public sealed class InvoiceDueStore(TableServiceClient tables, AuditLog audit)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _byDay = tables.GetTableClient(Tables.InvoicesDue);

    /// <summary>What an order has to be invoiced for, invoiced or not.</summary>
    public async Task<IReadOnlyList<OrderInvoiceDue>> ListAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<OrderInvoiceDue>(order.OrganizationId, Keys.InvoicesDue(order.Number), cancellationToken)).Select(row => row.Value)];

    /// <summary>Notes a delivery; done when it is noted already. Safe to run twice, and to be repeated when it died between its two rows.</summary>
    /// <returns>False when there is another one of that name.</returns>
    public async Task<bool> TryAddAsync(OrderInvoiceDue due, CancellationToken cancellationToken)
    {
        var order = OrderId.Parse(due.OrderId)!;
        var key = Keys.InvoicesDue(order.Number) + due.Delivery;
        var row = Rows.Row(order.OrganizationId, key, due);
        try
        {
            var happened = new AuditEvent(AuditAction.OrderInvoiceDue, Actor.System, due.OrderId).With("delivery", due.Delivery);
            await audit.CommitAsync(order.OrganizationId, [new(TableTransactionActionType.Add, row)], happened, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            var present = await _organizations.FindAsync<OrderInvoiceDue>(order.OrganizationId, key, cancellationToken);
            if (present is null || !present.Value.Lines.SequenceEqual(due.Lines))
                return false;
            due = present.Value;
        }

        await PutOnListAsync(due, cancellationToken);
        return true;
    }

    /// <summary>Puts a delivery on the list of its day, unless it is there.</summary>
    public async Task PutOnListAsync(OrderInvoiceDue due, CancellationToken cancellationToken)
    {
        var day = due.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            await _byDay.AddEntityAsync(Rows.Row(day, $"{due.OrderId}:{due.Delivery}", due), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            // It is.
        }
    }
}
