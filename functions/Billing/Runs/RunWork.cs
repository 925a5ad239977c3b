using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Billing.Subscriptions;
using Accounts.Platform.Http;

namespace Accounts.Billing.Runs;

/// <summary>Finds what the run of a day has to do.</summary>
public sealed class RunWork(PayersDue due, RenewalsDue renewals, InvoiceReviews reviews)
{
    /// <summary>The reasons for which drafts wait and that can end automatically.</summary>
    public static IReadOnlyList<ReviewReason> TriedAgain { get; } =
        [.. Enum.GetValues<ReviewReason>().Where(Review.IsTriedAgain)];

    /// <summary>The shards in which something is due. One storage operation for each shard.</summary>
    public Task<IReadOnlyList<int>> ShardsAsync(DateOnly day, CancellationToken cancellationToken) =>
        due.ShardsAsync(day, cancellationToken);

    /// <summary>The shards in which a period of a subscription begins. One storage operation for each shard.</summary>
    public Task<IReadOnlyList<int>> BeginningAsync(DateOnly day, CancellationToken cancellationToken) =>
        renewals.ShardsAsync(day, cancellationToken);

    /// <summary>Whether anything is due, or waits for something that may have arrived since.</summary>
    public async Task<bool> IsAnyAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (await due.IsAnyAsync(day, cancellationToken) || await renewals.IsAnyAsync(day, cancellationToken))
            return true;
        foreach (var reason in TriedAgain)
        {
            if ((await reviews.ListAsync(reason, new PageRequest(1, ""), cancellationToken)).Items.Count > 0)
                return true;
        }

        return false;
    }
}
