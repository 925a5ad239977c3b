using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Sales.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Budgets;

/// <summary><c>GET /organizations/{organizationId}/extranet/performance-records</c></summary>
public sealed class ReadExtranetRecords(ExtranetStore extranets, ServiceStore services)
{
    /// <summary>A page of performance records.</summary>
    [Function(nameof(ListExtranetRecords))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "List the performance records of all orders",
        Description = "Those of the latest order first; of an order in the order in which they were submitted. The links of each lead to "
            + "its document, once it is decided, and to the finalized invoices that bill it.",
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
        var items = records.Select(record => new ExtranetRecord(record.OrderId, PerformanceRecordView.Of(record.OrderId, record.Record)));
        return Answer.Read(new PageView<ExtranetRecord>([.. items], PageRequest.CursorAfter(next)));
    }
}

/// <summary>A performance record with its order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Record">The record.</param>
public sealed record ExtranetRecord(string OrderId, PerformanceRecordView Record);
