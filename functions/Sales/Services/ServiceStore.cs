using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Sales.Services;

/// <summary>
/// Appointments and performance records. They are stored beside their order and change together with it: its timeline shows each
/// of them. As in <see cref="OrderStore"/>, an order's id contains its organization.
/// </summary>
public sealed class ServiceStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One appointment; null when there is none.</summary>
    public async Task<Appointment?> FindAppointmentAsync(OrderId id, string appointmentId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<Appointment>(
            id.OrganizationId, ServiceKeys.Appointments(id.Number) + appointmentId, cancellationToken))?.Value;

    /// <summary>Appointments in the order in which they were entered.</summary>
    public Task<Slice<Appointment>> ListAppointmentsAsync(OrderId id, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Appointment>(id.OrganizationId, ServiceKeys.Appointments(id.Number), page, cancellationToken);

    /// <summary>All appointments of an order, at most <see cref="Appointment.Limit"/>.</summary>
    public async Task<IReadOnlyList<Appointment>> AppointmentsAsync(OrderId id, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<Appointment>(id.OrganizationId, ServiceKeys.Appointments(id.Number), cancellationToken))
            .Select(row => row.Value)
            .ToList();

    /// <summary>One performance record; null when there is none.</summary>
    public Task<Stored<PerformanceRecord>?> FindRecordAsync(OrderId id, string recordId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<PerformanceRecord>(
            id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number) + recordId, cancellationToken);

    /// <summary>Performance records in the order in which they were submitted.</summary>
    public Task<Slice<PerformanceRecord>> ListRecordsAsync(OrderId id, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<PerformanceRecord>(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number), page, cancellationToken);

    /// <summary>All performance records of an order.</summary>
    public async Task<IReadOnlyList<PerformanceRecord>> RecordsAsync(OrderId id, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<PerformanceRecord>(id.OrganizationId, ServiceKeys.PerformanceRecords(id.Number), cancellationToken))
            .Select(record => record.Value)
            .ToList();

    /// <summary>Performance records of all orders, those of the latest order first, and where the next page begins.</summary>
    public async Task<(IReadOnlyList<(string OrderId, PerformanceRecord Record)> Records, string? Next)> ListAllRecordsAsync(
        string organizationId, PageRequest page, CancellationToken cancellationToken)
    {
        var slice = await _organizations.PageAsync<PerformanceRecord>(
            organizationId, ServiceKeys.AllPerformanceRecords, page, cancellationToken);
        return ([.. slice.Items.Select(row => (ServiceKeys.OrderOf(organizationId, row.RowKey).ToString(), row.Value))], slice.Next);
    }

    /// <summary>The row of a new appointment.</summary>
    public static Stored<Appointment> New(OrderId id, Appointment appointment) =>
        Stored.New(ServiceKeys.Appointments(id.Number) + appointment.Id, appointment);

    /// <summary>The row of a new performance record.</summary>
    public static Stored<PerformanceRecord> New(OrderId id, PerformanceRecord record) =>
        Stored.New(ServiceKeys.PerformanceRecords(id.Number) + record.Id, record);
}
