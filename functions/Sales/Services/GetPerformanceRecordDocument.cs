using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>
/// <c>GET /orders/{orderId}/performance-records/{recordId}.pdf</c>: the document of a record (Leistungsnachweis), as it was issued.
/// </summary>
public sealed class GetPerformanceRecordDocument(RecordDocuments documents)
{
    [Function(nameof(GetPerformanceRecordPdf))]
    [Allow(ReadServices.Readers, Product.Services, Right.Read)]
    [Operation(
        "Get a performance record as PDF",
        Description = "As it was issued when the record was accepted or disputed. Every download is identical.",
        MediaType = OrderDocuments.ContentType,
        Fails = [typeof(PerformanceRecordNotIssued), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> GetPerformanceRecordPdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/performance-records/{recordId}.pdf")]
        HttpRequest request,
        string orderId,
        string recordId,
        CancellationToken cancellationToken)
    {
        return OrderId.Parse(orderId) is { } order ? await documents.AnswerAsync(order, recordId, cancellationToken) : new NotFound();
    }
}

/// <summary>Returns the documents of performance records, as they were issued.</summary>
public sealed class RecordDocuments(OrderStore orders, ServiceStore services, DocumentStore documents)
{
    /// <summary>The document, or why there is none. Three storage operations.</summary>
    /// <param name="orderId">The order; the right to read it is checked already.</param>
    /// <param name="recordId">The record id, as sent in the route.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IResult> AnswerAsync(OrderId orderId, string recordId, CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(recordId)
            || await services.FindRecordAsync(orderId, recordId, cancellationToken) is not { Value: var record })
            return new NotFound();
        if (record.Document is not { } document)
            return new PerformanceRecordNotIssued();
        if (await orders.FindAsync(orderId, cancellationToken) is not { Value: var order })
            return new NotFound();
        var content = await documents.ReadAsync(document, cancellationToken);
        return new FileAnswer(content, document.ContentType, PerformanceRecordDocument.FileNameOf(record, order));
    }
}

/// <summary>409: there is no document yet.</summary>
public sealed record PerformanceRecordNotIssued() : Failure(
    StatusCodes.Status409Conflict,
    "performance-record-not-issued",
    "The document of this performance record has not been issued yet",
    "It is issued right after the record is accepted or disputed. Read the record: it links to the document as soon as there is one.");
