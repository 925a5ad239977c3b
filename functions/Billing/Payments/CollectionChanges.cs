using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Payments;

/// <summary>Reads and changes finalized invoices for the steps that collect them.</summary>
public sealed class CollectionChanges(InvoiceStore invoices, OpenInvoices open, OrganizationChanges changes)
{
    public async Task<Stored<Invoice>> FindAsync(InvoiceRef invoice, CancellationToken cancellationToken) =>
        await invoices.FindAsync(invoice.OrganizationId, invoice.InvoiceId, cancellationToken)
        ?? throw new InvalidOperationException("Finalized invoices are never deleted.");

    /// <summary>Writes the next state of an invoice, unless it is the same as before.</summary>
    public async Task<Invoice> ChangeAsync(
        InvoiceRef reference, Func<Invoice, Invoice> next, AuditEvent happened, CancellationToken cancellationToken)
    {
        var changed = await changes.RunAsync<Invoice>(
            async () =>
            {
                var stored = await FindAsync(reference, cancellationToken);
                var after = next(stored.Value);
                if (after == stored.Value)
                    return after;
                var change = new AuditedChange(reference.OrganizationId, happened);
                InvoiceStore.Put(change, stored, after);
                await open.FollowAsync(change, stored.Value, after, cancellationToken);
                return change.Gives(after);
            },
            cancellationToken);
        return changed.OrTryLater();
    }
}
