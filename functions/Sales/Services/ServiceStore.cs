using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Sales.Services;

/// <summary>
/// Appointments and performance records, which lie beside their order and change together with it: its timeline tells of
/// each. As in <see cref="OrderStore"/>, an order's id names its organization.
/// </summary>
public sealed class ServiceStore(TableServiceClient tables, OrderStore orders)
{
    /// <summary>Rounds of reading and deciding; whatever meets at an order, each round lets one through.</summary>
    public const int MaxRounds = 50;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One appointment; null when there is none.</summary>
    public async Task<Appointment?> FindAppointmentAsync(OrderId id, string appointmentId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<Appointment>(id.OrganizationId, ServiceKeys.Appointments(id.Number) + appointmentId, cancellationToken))?.Value;

    /// <summary>Appointments in the order in which they were entered.</summary>
    public Task<Slice<Appointment>> ListAppointmentsAsync(OrderId id, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Appointment>(id.OrganizationId, ServiceKeys.Appointments(id.Number), page, cancellationToken);

    /// <summary>One performance record; null when there is none.</summary>
    public Task<Stored<PerformanceRecord>?> FindRecordAsync(OrderId id, string recordId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<PerformanceRecord>(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number) + recordId, cancellationToken);

    /// <summary>Performance records in the order in which they were submitted.</summary>
    public Task<Slice<PerformanceRecord>> ListRecordsAsync(OrderId id, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<PerformanceRecord>(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number), page, cancellationToken);

    /// <summary>All performance records of an order.</summary>
    public async Task<IReadOnlyList<PerformanceRecord>> RecordsAsync(OrderId id, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<PerformanceRecord>(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number), cancellationToken)).Select(record => record.Value)];

    /// <summary>Writes a new appointment with the order and the answer to the request for it, all or nothing.</summary>
    /// <returns>False when the order has changed meanwhile, or the request was answered.</returns>
    public Task<bool> TryAddAsync(
        OrderId id, Stored<Order> order, Order scheduled, Appointment appointment, TableTransactionAction answer, Actor actor, CancellationToken cancellationToken) => orders.TryChangeAsync(
        order,
        scheduled,
        [new OrderEvent(appointment.AgreedAt, OrderEventKind.AppointmentAgreed, appointment.Id)],
        [answer, Writes.Add(id.OrganizationId, ServiceKeys.Appointments(id.Number) + appointment.Id, appointment)],
        actor,
        cancellationToken);

    /// <summary>Writes a new performance record with the order and the answer to the request for it, all or nothing.</summary>
    /// <returns>False when the order has changed meanwhile, or the request was answered.</returns>
    public Task<bool> TryAddAsync(
        OrderId id, Stored<Order> order, Order working, PerformanceRecord record, TableTransactionAction answer, Actor actor, CancellationToken cancellationToken) => orders.TryChangeAsync(
        order,
        working,
        [new OrderEvent(record.SubmittedAt, OrderEventKind.WorkRecorded, record.Id)],
        [answer, Writes.Add(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number) + record.Id, record)],
        actor,
        cancellationToken);

    /// <summary>Writes the decision on a performance record with the order and, when it is accepted, what is to be invoiced; all or nothing.</summary>
    /// <returns>False when the record or the order has changed meanwhile.</returns>
    public async Task<bool> TryDecideAsync(Stored<Order> order, Stored<PerformanceRecord> record, PerformanceRecord decided, Actor actor, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(order.Value.Id)!;
        var kind = decided.State switch
        {
            RecordState.Accepted => OrderEventKind.WorkAccepted,
            RecordState.AcceptedBySilence => OrderEventKind.WorkAcceptedBySilence,
            _ => OrderEventKind.WorkDisputed,
        };
        List<OrderEvent> events = [new(decided.DecidedAt!.Value, kind, decided.Id)];
        List<TableTransactionAction> writes = [Writes.Put(id.OrganizationId, record with { Value = decided })];
        if (decided.IsAccepted)
            writes.Add(InvoiceDueStore.Add(decided.DueFor(order.Value.Id)));
        // The records after the order: whatever is decided in between changes the order's tag.
        var others = (await RecordsAsync(id, cancellationToken)).Where(other => other.Id != decided.Id);
        var after = order.Value;
        if (PerformanceRecord.AreComplete([.. others, decided]) && after.With(ServiceState.Completed).Succeeded(out var completed, out _))
        {
            after = completed;
            events.Add(new(decided.DecidedAt.Value, OrderEventKind.ServicesCompleted));
        }

        return await orders.TryChangeAsync(order, after, events, writes, actor, cancellationToken);
    }
}
