using System.Text.Json;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Orders;

/// <summary>
/// The orders of organizations. An order is a row; its lines lie in as many rows as they need, its events in one each. An
/// order's id names its organization, so it stands for both in these methods.
/// </summary>
public sealed class OrderStore(TableServiceClient tables, AuditLog audit)
{
    // A document may have 32,000 characters, and a line has 1,500 at the most.
    private const int LinesCharacters = 30_000;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One order; null when there is none.</summary>
    public Task<Stored<Order>?> FindAsync(OrderId id, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Order>(id.OrganizationId, OrderKeys.Order(id.Number), cancellationToken);

    /// <summary>The lines of an order, in their order.</summary>
    public async Task<IReadOnlyList<OrderLine>> LinesAsync(OrderId id, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<OrderLine[]>(id.OrganizationId, OrderKeys.Lines(id.Number), cancellationToken)).SelectMany(part => part.Value)];

    /// <summary>What has happened to an order, oldest first.</summary>
    public async Task<IReadOnlyList<OrderEvent>> EventsAsync(OrderId id, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<OrderEvent>(id.OrganizationId, OrderKeys.Events(id.Number), cancellationToken)).Select(happened => happened.Value)];

    /// <summary>Orders of an organization, newest first.</summary>
    public Task<Slice<Order>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Order>(organizationId, OrderKeys.Orders, page, cancellationToken);

    /// <summary>What the request was answered with before; null when it is new.</summary>
    public Task<IResult?> EarlierAnswerAsync(string organizationId, CreatingRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        request.EarlierAnswerAsync(_organizations, organizationId, now, cancellationToken);

    /// <summary>How many orders there are.</summary>
    public async Task<Stored<OrderCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<OrderCount>(organizationId, OrderKeys.Count, cancellationToken)
        ?? new Stored<OrderCount>(new OrderCount(0), OrderKeys.Count, default);

    /// <summary>Writes a new order with its lines, its number taken and the answer to the request for it, all or nothing.</summary>
    /// <returns>False when the number is taken, or the same request was answered a moment ago.</returns>
    public Task<bool> TryAddAsync(
        Order order, IReadOnlyList<OrderLine> lines, Stored<OrderCount> count, TableTransactionAction answer, Actor actor, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(order.Id)!;
        List<TableTransactionAction> writes =
        [
            answer,
            Writes.Put(id.OrganizationId, count with { Value = new OrderCount(id.Number) }),
            Writes.Add(id.OrganizationId, OrderKeys.Order(id.Number), order with { Events = 1 }),
            EventRow(id, 0, new OrderEvent(order.PlacedAt, OrderEventKind.Placed)),
            .. PartsOf(lines).Select((part, index) => Writes.Add(id.OrganizationId, OrderKeys.Numbered(OrderKeys.Lines(id.Number), index), part)),
        ];
        return TryWriteAsync(id.OrganizationId, writes, new AuditEvent(AuditAction.OrderPlaced, actor, order.Id), cancellationToken);
    }

    /// <summary>Writes an order's next state with what has happened, all or nothing.</summary>
    /// <param name="stored">The order as it was read.</param>
    /// <param name="changed">The order as it is to be; the events are counted here.</param>
    /// <param name="events">What has happened, for the timeline.</param>
    /// <param name="further">Rows of the same organization that change with it.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when one of the rows has changed meanwhile; nothing was written: read and decide anew.</returns>
    public Task<bool> TryChangeAsync(
        Stored<Order> stored, Order changed, IReadOnlyList<OrderEvent> events, IEnumerable<TableTransactionAction> further, Actor actor, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(changed.Id)!;
        var before = stored.Value.Events;
        List<TableTransactionAction> writes =
        [
            Writes.Put(id.OrganizationId, stored with { Value = changed with { Events = before + events.Count } }),
            .. events.Select((happened, index) => EventRow(id, before + index, happened)),
            .. further,
        ];
        var cancelled = changed.CancelledAt is not null && stored.Value.CancelledAt is null;
        var progress = new AuditEvent(cancelled ? AuditAction.OrderCancelled : AuditAction.OrderProgressed, actor, changed.Id);
        return TryWriteAsync(id.OrganizationId, writes, events.Count == 0 ? progress : progress.With("event", EnumNames.Of(events[^1].Kind)), cancellationToken);
    }

    // As many lines per row as it holds.
    private static List<List<OrderLine>> PartsOf(IReadOnlyList<OrderLine> lines)
    {
        var parts = new List<List<OrderLine>>();
        var room = 0;
        foreach (var line in lines)
        {
            var length = JsonSerializer.Serialize(line, Json.Storage).Length + 1;
            if (parts.Count == 0 || length > room)
            {
                parts.Add([]);
                room = LinesCharacters;
            }

            parts[^1].Add(line);
            room -= length;
        }

        return parts;
    }

    private static TableTransactionAction EventRow(OrderId id, int number, OrderEvent happened) =>
        Writes.Add(id.OrganizationId, OrderKeys.Numbered(OrderKeys.Events(id.Number), number), happened);

    // The one place that writes.
    private async Task<bool> TryWriteAsync(string organizationId, List<TableTransactionAction> writes, AuditEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await audit.CommitAsync(organizationId, writes, happened, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            return false;
        }
    }
}

/// <summary>How many orders an organization has placed.</summary>
public sealed record OrderCount(int Orders);
