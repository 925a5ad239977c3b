using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Sales.Orders;

/// <summary>
/// The orders of all organizations, as operators list them. An entry is a copy of its order, which decides. Each process of an
/// order updates the entry after the order has changed, and again whenever it runs again.
/// </summary>
/// <remarks>
/// All entries are in one partition, so that an order moves from one list to another in one transaction. It takes 2,000 rows a
/// second: some hundred orders that are placed or change their state.
/// </remarks>
public sealed class OrderListings(TableServiceClient tables, OrderStore orders, TimeProvider time)
{
    private const string Partition = "orders";

    [RowKey(Tables.OrderListings)]
    private const string Placed = "placed:";

    [RowKey(Tables.OrderListings)]
    private const string InState = "state:";

    [RowKey(Tables.OrderListings)]
    private const string Waiting = "waiting:";

    private readonly TableClient _table = tables.GetTableClient(Tables.OrderListings);

    /// <summary>One page, newest first; of all orders, or of those in one state. One storage operation.</summary>
    public Task<Slice<OrderListing>> ListAsync(OrderState? state, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<OrderListing>(Partition, state is { } one ? KindOf(one) : Placed, page, cancellationToken);

    /// <summary>One page of the orders that wait for a person, those that wait longest first. One storage operation.</summary>
    public Task<Slice<OrderListing>> ListWaitingAsync(PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<OrderListing>(Partition, Waiting, page, cancellationToken);

    /// <summary>
    /// Updates the entry of an order; does nothing when it is current. Two storage operations, and one more for an update.
    /// </summary>
    /// <param name="known">The order as it was read or written before.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task FollowAsync(Order known, CancellationToken cancellationToken)
    {
        var (id, place) = (OrderId.Parse(known.Id)!, PlaceOf(known));
        var followed = await _table.RunAsync<Done>(
            async () =>
            {
                // Read the listing before the order: then the last writer has read the latest order.
                var listed = await _table.FindAsync<OrderListing>(Partition, Placed + place, cancellationToken);
                var order = await orders.FindAsync(id, cancellationToken)
                    ?? throw new InvalidOperationException("Orders are never deleted.");
                var after = OrderListing.Of(order.Value, listed?.Value, time.GetUtcNow());
                return listed?.Value == after ? Done.It : Move(listed, after, place).Gives(Done.It);
            },
            cancellationToken);
        followed.OrTryLater();
    }

    private static ChangeSet Move(Stored<OrderListing>? listed, OrderListing after, string place)
    {
        var change = new ChangeSet(Partition).Replace(listed ?? Stored.New(Placed + place, after), after);
        var before = listed?.Value;
        if (before is not null && before.State != after.State)
            change.Delete(KindOf(before.State) + place);
        change.Put(KindOf(after.State) + place, after);
        if ((before?.WaitsFor, before?.Since) == (after.WaitsFor, after.Since))
            return change;
        if (before?.WaitsFor is not null)
            change.Delete(WaitingOf(before));
        if (after.WaitsFor is not null)
            change.Add(WaitingOf(after), after);
        return change;
    }

    private static string KindOf(OrderState state) => $"{InState}{EnumNames.Of(state)}:";

    private static string WaitingOf(OrderListing listing) => $"{Waiting}{Ticks(listing.Since.UtcTicks)}:{listing.Id}";

    private static string PlaceOf(Order order) => $"{Ticks(DateTimeOffset.MaxValue.Ticks - order.PlacedAt.UtcTicks)}:{order.Id}";

    private static string Ticks(long ticks) => ticks.ToString("x16", CultureInfo.InvariantCulture);
}
