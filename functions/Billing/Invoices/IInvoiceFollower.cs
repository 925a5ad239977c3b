using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary>What goes on with documents that are finalized: the parts after this one register themselves.</summary>
public interface IInvoiceFollower
{
    /// <summary>Begins what follows, such as the collection of an invoice or the refund of a cancellation. Safe to run twice.</summary>
    Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken);
}

/// <summary>All that follow.</summary>
public static class InvoiceFollowers
{
    /// <summary>Lets each begin what follows.</summary>
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
