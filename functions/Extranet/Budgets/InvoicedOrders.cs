using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What was invoiced for each order, stored with the order and not with the payer, because a budget belongs to the account that uses it.
/// It is written even without an extranet, so that an extranet opened later has everything.
/// </summary>
public sealed class InvoicedOrders(TableServiceClient tables)
{
    [RowKey(Tables.Organizations)]
    private const string Invoiced = "order-invoiced:";

    // A transaction takes 100 rows.
    private const int RowsAtOnce = 99;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>What was invoiced for an order. One storage operation, and one more per thousand documents.</summary>
    public async Task<IReadOnlyList<InvoicedLine>> OfAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<InvoicedLine[]>(order.OrganizationId, KindOf(order), cancellationToken))
            .SelectMany(row => row.Value)];

    /// <summary>
    /// Writes what a document says about orders of one account. Idempotent: the keys of the rows contain the id of the document.
    /// </summary>
    public async Task PutAsync(
        string organizationId,
        string documentId,
        IEnumerable<(OrderId Order, IReadOnlyList<InvoicedLine> Lines)> orders,
        CancellationToken cancellationToken)
    {
        var rows =
            from order in orders
            from part in Rows.Split(order.Lines).Index()
            select (Key: OrderKeys.Numbered($"{KindOf(order.Order)}{documentId}:", part.Index), Lines: part.Item);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            var change = new ChangeSet(organizationId);
            foreach (var (key, lines) in some)
                change.Put(key, lines);
            await _organizations.TryWriteAsync(change.Writes, cancellationToken);
        }
    }

    private static string KindOf(OrderId order) => $"{Invoiced}{OrderKeys.Inverted(order.Number)}:";
}
