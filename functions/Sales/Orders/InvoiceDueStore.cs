using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Sales.Orders;

/// <summary>
/// What is to be invoiced. It lies with its order, written in the transaction that delivers, so that there is exactly one per
/// delivery; and in a table by day, where an invoice run finds it without reading all organizations, until it is taken.
/// </summary>
public sealed class InvoiceDueStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _days = tables.GetTableClient(Tables.InvoicesDue);

    /// <summary>The row for the transaction that delivers; it conflicts when the delivery was written before.</summary>
    public static Stored<OrderInvoiceDue> New(OrderInvoiceDue due) => Stored.New(KeyOf(OrderId.Parse(due.OrderId)!, due.Delivery), due);

    /// <summary>What one delivery of an order is to be invoiced for; null before it.</summary>
    public async Task<OrderInvoiceDue?> FindAsync(OrderId id, string delivery, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<OrderInvoiceDue>(id.OrganizationId, KeyOf(id, delivery), cancellationToken))?.Value;

    /// <summary>All that an order has to be invoiced for, as it was delivered.</summary>
    public async Task<IReadOnlyList<OrderInvoiceDue>> ListAsync(OrderId id, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<OrderInvoiceDue>(id.OrganizationId, OrderKeys.InvoicesDue(id.Number), cancellationToken))
            .Select(due => due.Value)
            .ToList();

    /// <summary>Puts a delivery that was written on the list of its day; safe to run twice.</summary>
    public async Task PutOnDayAsync(OrderId id, string delivery, CancellationToken cancellationToken)
    {
        var due = await FindAsync(id, delivery, cancellationToken) ?? throw new InvalidOperationException("The delivery is not written.");
        var row = Rows.Row(DayOf(due.DueOn), OrderKeys.DueOnDay(due.OrderId, due.Delivery), due);
        await _days.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>
    /// What is due on a day and on all before it, earliest first. A delivery may come on the list of a day that is over, such
    /// as after a fault, and even once more after it was taken: whoever writes invoices checks whether it has one.
    /// </summary>
    public async Task<Slice<OrderInvoiceDue>> UpToAsync(DateOnly day, PageRequest page, CancellationToken cancellationToken)
    {
        // Days are of one length, so that the rest of what a page goes on after is the row's key.
        var last = DayOf(day);
        var (after, afterKey) = page.After.Length == 0 ? ("", "") : (page.After[..last.Length], page.After[last.Length..]);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey le {last} and (PartitionKey gt {after} or (PartitionKey eq {after} and RowKey gt {afterKey}))");
        var items = new List<Stored<OrderInvoiceDue>>();
        await foreach (var row in _days.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (items.Count == page.Limit)
                return new Slice<OrderInvoiceDue>(items, DayOf(items[^1].Value.DueOn) + items[^1].RowKey);
            items.Add(Rows.Read<OrderInvoiceDue>(row));
        }

        return new Slice<OrderInvoiceDue>(items, null);
    }

    /// <summary>
    /// Takes a delivery that has its invoice from the list of its day; nothing when it is not there. With its order it
    /// stays.
    /// </summary>
    public Task TakeAsync(OrderInvoiceDue due, CancellationToken cancellationToken) =>
        _days.DeleteEntityAsync(DayOf(due.DueOn), OrderKeys.DueOnDay(due.OrderId, due.Delivery), cancellationToken: cancellationToken);

    private static string KeyOf(OrderId id, string delivery) => OrderKeys.InvoicesDue(id.Number) + delivery;

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
