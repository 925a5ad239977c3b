using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Sales.Orders;

/// <summary>
/// The orders of organizations. An order is one row; its lines take as many rows as they need, its events one row each. An
/// order's id contains its organization, so it replaces the organization id in these methods.
/// </summary>
public sealed class OrderStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One order; null when there is none.</summary>
    public Task<Stored<Order>?> FindAsync(OrderId id, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Order>(id.OrganizationId, OrderKeys.Order(id.Number), cancellationToken);

    /// <summary>The lines of an order, in their order.</summary>
    public async Task<IReadOnlyList<OrderLine>> LinesAsync(OrderId id, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<OrderLine[]>(id.OrganizationId, OrderKeys.Lines(id.Number), cancellationToken))
            .SelectMany(part => part.Value)
            .ToList();

    /// <summary>The events of an order, oldest first.</summary>
    public async Task<IReadOnlyList<OrderEvent>> EventsAsync(OrderId id, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<OrderEvent>(id.OrganizationId, OrderKeys.Events(id.Number), cancellationToken))
            .Select(happened => happened.Value)
            .ToList();

    /// <summary>Orders of an organization, newest first.</summary>
    public Task<Slice<Order>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Order>(organizationId, OrderKeys.Orders, page, cancellationToken);

    /// <summary>The orders of a project, at most <see cref="OrderDraft.MaxOfProject"/>; newest first. One storage operation.</summary>
    public async Task<IReadOnlyList<OrderId>> OfProjectAsync(
        string organizationId, string projectId, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<OrderReference>(organizationId, OrderKeys.OfProject(projectId), cancellationToken))
            .Select(order => new OrderId(organizationId, order.Value.Number))];

    /// <summary>The id of the order that created a sub-account; null when it was linked. One storage operation.</summary>
    public async Task<OrderId?> IdOfSubAccountAsync(string mainId, string subId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<OrderReference>(mainId, OrderKeys.OfSubAccount(subId), cancellationToken) is { } reference
            ? new OrderId(mainId, reference.Value.Number)
            : null;

    /// <summary>The order that created a sub-account; null when it was linked. Two storage operations.</summary>
    public async Task<Stored<Order>?> FindOfSubAccountAsync(string mainId, string subId, CancellationToken cancellationToken) =>
        await IdOfSubAccountAsync(mainId, subId, cancellationToken) is { } id ? await FindAsync(id, cancellationToken) : null;

    /// <summary>How many orders there are.</summary>
    public Task<Stored<OrderCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, OrderKeys.Count, new OrderCount(0), cancellationToken);

    /// <summary>A new order with its lines; its number is the next one of the count.</summary>
    public static AuditedChange Place(PlacedOrder placed, Stored<OrderCount> count, Actor actor)
    {
        var (order, lines) = placed;
        var id = OrderId.Parse(order.Id)!;
        var change = new AuditedChange(id.OrganizationId, new AuditEvent(AuditAction.OrderPlaced, actor, order.Id));
        change
            .Replace(count, new OrderCount(id.Number))
            .Add(OrderKeys.Order(id.Number), order with { Events = 1 })
            .Add(EventKey(id, 0), new OrderEvent(order.PlacedAt, OrderEventKind.Placed));
        if (order.ProjectId is { } project)
            change.Add(OrderKeys.OfProject(project) + OrderKeys.Inverted(id.Number), new OrderReference(id.Number));
        if (order.Account is { } account)
            change.Add(OrderKeys.OfSubAccount(account.Id), new OrderReference(id.Number));
        foreach (var (index, part) in Rows.Split(lines).Index())
            change.Add(OrderKeys.Numbered(OrderKeys.Lines(id.Number), index), part);
        return change;
    }

    /// <summary>The next state of an order, with its events.</summary>
    public static ChangeSet Change(Stored<Order> stored, OrderStep step, Actor actor)
    {
        var id = OrderId.Parse(step.After.Id)!;
        var before = stored.Value.Events;
        var isCancelled = step.After.CancelledAt is not null && stored.Value.CancelledAt is null;
        var progress = new AuditEvent(isCancelled ? AuditAction.OrderCancelled : AuditAction.OrderProgressed, actor, step.After.Id);
        var happened = step.Events.Count == 0 ? progress : progress.With("event", EnumNames.Of(step.Events[^1].Kind));
        foreach (var document in step.Issued)
            happened = happened.With(document.Name, document.Sha256);
        var change = new AuditedChange(id.OrganizationId, happened)
            .Replace(stored, step.After with { Events = before + step.Events.Count });
        foreach (var (index, one) in step.Events.Index())
            change.Add(EventKey(id, before + index), one);
        return change;
    }

    private sealed record OrderReference(int Number);

    private static string EventKey(OrderId id, int number) => OrderKeys.Numbered(OrderKeys.Events(id.Number), number);
}

/// <summary>How many orders an organization has placed.</summary>
public sealed record OrderCount(int Orders);
