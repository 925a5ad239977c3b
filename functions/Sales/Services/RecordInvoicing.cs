using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>
/// Notes on performance records which invoices bill them. A record is billed once and read often, so readers need not search for
/// its charges and their invoices.
/// </summary>
public sealed class RecordInvoicing(ServiceStore services, OrganizationChanges changes)
{
    // A record has up to 64 KB, and a transaction 4 MB.
    private const int RowsAtOnce = 40;

    /// <summary>
    /// Notes an invoice on records of one organization. Safe to run twice. One storage operation per record, and one for every
    /// <see cref="RowsAtOnce"/> of them.
    /// </summary>
    public async Task NoteAsync(
        string organizationId,
        IEnumerable<(OrderId Order, string RecordId)> records,
        RecordInvoice invoice,
        CancellationToken cancellationToken)
    {
        foreach (var some in records.Chunk(RowsAtOnce))
        {
            var noted = await changes.RunAsync<RecordInvoice>(
                async () =>
                {
                    // This copies what the invoice's audit log says, so it writes no audit event.
                    var change = new ChangeSet(organizationId);
                    foreach (var (order, recordId) in some)
                    {
                        var record = await services.FindRecordAsync(order, recordId, cancellationToken)
                            ?? throw new InvalidOperationException("Performance records are never deleted.");
                        if (!record.Value.Invoices.Contains(invoice))
                            change.Replace(record, record.Value with { Invoices = [.. record.Value.Invoices, invoice] });
                    }

                    return change.Writes.Count == 0 ? invoice : change.Gives(invoice);
                },
                cancellationToken);
            noted.OrTryLater();
        }
    }
}
