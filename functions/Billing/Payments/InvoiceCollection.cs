using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Processes;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>Collects what is finalized: an invoice by its process, and of a cancellation pays back what a card was charged.</summary>
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
            // By the name of the company a transfer without number finds the account.
            if (finalized.Document!.Payment.Means == PaymentMeans.Transfer)
                await transfers.KnowAsync(new(null, finalized.Document.Buyer.Company.Name), finalized.OrganizationId, cancellationToken);
            await processes.StartOnceAsync(nameof(CollectionProcess), CollectionProcess.IdOf(reference), reference, cancellationToken);
            return;
        }

        await processes.StartOnceAsync(nameof(RefundProcess), RefundProcess.IdOf(reference), reference, cancellationToken);
        await processes.NotifyAsync(CollectionProcess.IdOf(reference with { InvoiceId = finalized.RefersTo!.Id }));
    }
}
