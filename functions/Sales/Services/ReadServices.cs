using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary><c>GET /orders/{orderId}/appointments</c> and <c>…/performance-records</c>, and one of each.</summary>
public sealed class ReadServices(ServiceStore services)
{
    internal const Who Readers = Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Operator;

    [Function(nameof(ListAppointments))]
    [Allow(Readers, Product.Services, Right.Read)]
    [Operation("List the appointments of an order", Gives = typeof(PageView<AppointmentView>), Pages = true)]
    public async Task<IResult> ListAppointments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/appointments")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await services.ListAppointmentsAsync(id, page, cancellationToken)).Show(AppointmentView.Of));
    }

    [Function(nameof(GetAppointment))]
    [Allow(Readers, Product.Services, Right.Read)]
    [Operation("Show an appointment", Gives = typeof(AppointmentView))]
    public async Task<IResult> GetAppointment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/appointments/{appointmentId}")] HttpRequest request,
        string orderId,
        string appointmentId,
        CancellationToken cancellationToken) =>
        OrderId.Parse(orderId) is { } id
            && Ids.IsWellFormed(appointmentId)
            && await services.FindAppointmentAsync(id, appointmentId, cancellationToken) is { } appointment
            ? Answer.Ok(AppointmentView.Of(appointment))
            : new NotFound();

    [Function(nameof(ListPerformanceRecords))]
    [Allow(Readers, Product.Services, Right.Read)]
    [Operation("List the performance records of an order", Gives = typeof(PageView<PerformanceRecordView>), Pages = true)]
    public async Task<IResult> ListPerformanceRecords(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/performance-records")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok(
            (await services.ListRecordsAsync(id, page, cancellationToken)).Show(record => PerformanceRecordView.Of(orderId, record)));
    }

    [Function(nameof(GetPerformanceRecord))]
    [Allow(Readers, Product.Services, Right.Read)]
    [Operation("Show a performance record", Gives = typeof(PerformanceRecordView))]
    public async Task<IResult> GetPerformanceRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/performance-records/{recordId}")] HttpRequest request,
        string orderId,
        string recordId,
        CancellationToken cancellationToken) =>
        OrderId.Parse(orderId) is { } id
            && Ids.IsWellFormed(recordId)
            && await services.FindRecordAsync(id, recordId, cancellationToken) is { } record
            ? Answer.Ok(PerformanceRecordView.Of(orderId, record.Value))
            : new NotFound();
}

/// <summary>A performance record as the interface shows it.</summary>
/// <param name="Id">Id within its order.</param>
/// <param name="Date">The day of the work.</param>
/// <param name="Work">What was done.</param>
/// <param name="Completes">Whether the services are completed with it.</param>
/// <param name="State">State of the record.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="AcceptedFrom">When silence accepts it.</param>
/// <param name="DecidedAt">When it was accepted or disputed.</param>
/// <param name="Reason">Why it is disputed.</param>
/// <param name="Links">Its document, the invoices that bill it, and its process.</param>
public sealed record PerformanceRecordView(
    string Id,
    DateOnly Date,
    IReadOnlyList<RecordedWork> Work,
    bool Completes,
    RecordState State,
    DateTimeOffset SubmittedAt,
    DateTimeOffset AcceptedFrom,
    DateTimeOffset? DecidedAt,
    string? Reason,
    RecordLinks Links)
{
    public static PerformanceRecordView Of(string orderId, PerformanceRecord record) => new(
        record.Id,
        record.Date,
        record.Work,
        record.Completes,
        record.State,
        record.SubmittedAt,
        record.AcceptedFrom,
        record.DecidedAt,
        record.Reason,
        RecordLinks.Of(orderId, record));
}

/// <summary>Links of a performance record.</summary>
/// <param name="Self">The record.</param>
/// <param name="Pdf">Its document; absent until it is decided.</param>
/// <param name="Invoices">
/// The finalized invoices that bill it, one as a rule. They are in the account that pays, which may be the main account.
/// </param>
/// <param name="Process">Its process.</param>
public sealed record RecordLinks(string Self, string? Pdf, IReadOnlyList<string> Invoices, string Process)
{
    public static RecordLinks Of(string orderId, PerformanceRecord record)
    {
        var self = $"/api/orders/{orderId}/performance-records/{record.Id}";
        return new(
            self,
            record.Document is null ? null : self + ".pdf",
            [.. record.Invoices.Select(invoice => $"/api/organizations/{invoice.OrganizationId}/invoices/{invoice.Number}")],
            ProcessLinks.Of(PerformanceRecordProcess.IdOf(orderId, record.Id)).Process);
    }
}
