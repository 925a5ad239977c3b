using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary>Continues after documents are finalized. The parts after this one register implementations.</summary>
public interface IInvoiceFollower
{
    /// <summary>Starts what follows, such as the collection of an invoice or the refund of a cancellation. Safe to run twice.</summary>
    Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken);
}

public static class InvoiceFollowers
{
    public static async Task FollowAsync(
        this IEnumerable<IInvoiceFollower> followers,
        DurableTaskClient processes,
        Invoice finalized,
        CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
            await follower.FollowAsync(processes, finalized, cancellationToken);
    }
}
