using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Budgets;

/// <summary><c>GET /organizations/{organizationId}/extranet/performance-records</c>, and their documents.</summary>
public sealed class ReadExtranetRecords(ExtranetStore extranets, ServiceStore services, RecordDocuments documents)
{
    [Function(nameof(ListExtranetRecords))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "List the performance records of all orders",
        Description = "Newest order first, and for each order in the sequence of submission. The links lead to the document, once the "
            + "record is decided, and to the finalized invoices that bill it.",
        Gives = typeof(PageView<ExtranetRecord>),
        Pages = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ListExtranetRecords(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/performance-records")]
        HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var (records, next) = await services.ListAllRecordsAsync(organizationId, page, cancellationToken);
        var items = records.Select(record => ExtranetRecord.Of(organizationId, record.OrderId, record.Record));
        return Answer.Read(new PageView<ExtranetRecord>([.. items], PageRequest.CursorAfter(next)));
    }

    /// <summary>The document of a record, for all readers of the extranet.</summary>
    [Function(nameof(GetExtranetRecordPdf))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "Get a performance record of the extranet as PDF",
        Description = "As issued when the record was accepted or disputed; the same bytes as under its order.",
        MediaType = OrderDocuments.ContentType,
        Fails = [typeof(ExtranetNotOpen), typeof(PerformanceRecordNotIssued), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> GetExtranetRecordPdf(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            Route = "organizations/{organizationId}/extranet/performance-records/{orderId}/{recordId}.pdf")]
        HttpRequest request,
        string organizationId,
        string orderId,
        string recordId,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        // Access was checked for this organization only, so an order of another one is not found.
        return OrderId.Parse(orderId) is { } order && order.OrganizationId == organizationId
            ? await documents.AnswerAsync(order, recordId, cancellationToken)
            : new NotFound();
    }
}

/// <summary>A performance record with its order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Record">The record.</param>
public sealed record ExtranetRecord(string OrderId, PerformanceRecordView Record)
{
    /// <summary>Links the document to the route that all readers of the extranet may use.</summary>
    public static ExtranetRecord Of(string organizationId, string orderId, PerformanceRecord record)
    {
        var view = PerformanceRecordView.Of(orderId, record);
        var pdf = $"/api/organizations/{organizationId}/extranet/performance-records/{orderId}/{record.Id}.pdf";
        return new(orderId, view.Links.Pdf is null ? view : view with { Links = view.Links with { Pdf = pdf } });
    }
}
