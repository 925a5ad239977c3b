using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Processes;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>Starts the collection of a finalized invoice, or the refund to a card after a cancellation.</summary>
public sealed class InvoiceCollection(TransferStore transfers) : IInvoiceFollower
{
    /// <inheritdoc />
    public async Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken)
    {
        var reference = new InvoiceRef(finalized.OrganizationId, finalized.Id);
        if (finalized.Kind == DocumentKind.Invoice)
        {
            if (finalized.Open <= 0)
                return;
            // A transfer without an invoice number is matched to the account by the company's name.
            if (finalized.Document!.Payment.Means == PaymentMeans.Transfer)
                await transfers.KnowAsync(new(null, finalized.Document.Buyer.Company.Name), finalized.OrganizationId, cancellationToken);
            await processes.StartOnceAsync(nameof(CollectionProcess), CollectionProcess.IdOf(reference), reference, cancellationToken);
            return;
        }

        await processes.StartOnceAsync(nameof(RefundProcess), RefundProcess.IdOf(reference), reference, cancellationToken);
        await processes.NotifyAsync(CollectionProcess.IdOf(reference with { InvoiceId = finalized.RefersTo!.Id }));
    }
}
