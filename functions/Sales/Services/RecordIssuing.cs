using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Services;

/// <summary>
/// Issues the documents of performance records when these are decided: rendered once, stored, and identified by their hash on the
/// record's row.
/// </summary>
public sealed class RecordIssuing(
    OrderStore orders,
    ServiceStore services,
    DocumentStore documents,
    OrganizationChanges changes,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>
    /// Issues the document of a decided record, unless it is issued. May run twice, and again after a crash at any point.
    /// </summary>
    public async Task IssueAsync(Order order, PerformanceRecord decided, CancellationToken cancellationToken)
    {
        if (decided.Document is not null)
            return;
        var id = OrderId.Parse(order.Id)!;
        var lines = await orders.LinesAsync(id, cancellationToken);
        var document = await documents.PutOnceAsync(
            OrderDocuments.BlobOf("performance-records", $"{order.Id}-{decided.Id}", order),
            LetterLayout.Render(PerformanceRecordDocument.Of(decided, order, lines, provider.Value)),
            OrderDocuments.ContentType,
            Retention.UntilOf(provider.Value.Country, time.GetUtcNow()),
            cancellationToken);
        var issued = await changes.RunAsync<PerformanceRecord>(
            async () =>
            {
                var record = await services.FindRecordAsync(id, decided.Id, cancellationToken)
                    ?? throw new InvalidOperationException("Performance records are never deleted.");
                if (record.Value.Document is not null)
                    return record.Value;
                // The audit log keeps the hash, so that a changed row alone cannot make another document look genuine.
                var happened = new AuditEvent(AuditAction.OrderProgressed, Actor.System, order.Id).With(document.Name, document.Sha256);
                var after = record.Value with { Document = document };
                return new AuditedChange(id.OrganizationId, happened).Replace(record, after).Gives(after);
            },
            cancellationToken);
        issued.OrTryLater();
    }
}
