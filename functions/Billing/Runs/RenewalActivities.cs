using Accounts.Billing.Charges;
using Accounts.Billing.Subscriptions;
using Accounts.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Billing.Runs;

/// <summary>
/// Charges recurring prices for an invoice run; may run twice. If one account fails, that is noted, and the others are still charged. The
/// account stays due, so that the next run tries again.
/// </summary>
public sealed partial class RenewalActivities(
    RunStore runs,
    RenewalsDue due,
    Renewals renewals,
    RenewalPreview preview,
    PlannedCharges planned,
    ILogger<RenewalActivities> logger)
{
    /// <summary>Accounts per activity.</summary>
    private const int Accounts = 40;

    /// <summary>Renews a page of accounts. A dry run only notes what that would charge.</summary>
    [Function(nameof(RenewShardPage))]
    public async Task<ShardPage> RenewShardPage([ActivityTrigger] ShardRun step, CancellationToken cancellationToken)
    {
        var stored = await runs.FindAsync(step.RunId, cancellationToken);
        var run = stored?.Value ?? throw new InvalidOperationException("Runs are never deleted.");
        var page = run.OrganizationId is null
            ? await due.ListAsync(step.Shard, run.Day, new PageRequest(Accounts, step.After), cancellationToken)
            : new DuePage([], null);
        var (announces, failed) = (true, 0);
        // An account can be listed for several days; it is renewed once for all of them.
        foreach (var account in page.Accounts.Select(one => one.AccountId).Append(run.OrganizationId).OfType<string>().Distinct())
        {
            var done = await TryRenewAsync(run, new(account, run.Day, announces), cancellationToken);
            failed += done is null or Announcement.Refused ? 1 : 0;
            // If the mail service is down, only one mail of the page waits for it.
            announces &= done != Announcement.Delayed;
            // Last, so that a run that starts again still finds the account here.
            foreach (var row in page.Accounts.Where(row => done is not null && !run.IsDryRun && row.AccountId == account))
                await due.TakeAsync(row, cancellationToken);
        }

        var soFar = (step.SoFar ?? RunCounts.Nothing) + (RunCounts.Nothing with { Failed = failed });
        await runs.PutResultAsync(step.RunId, step.Step, step.Shard, soFar, cancellationToken);
        return new ShardPage(page.Next, soFar);
    }

    private async Task<Announcement?> TryRenewAsync(InvoiceRun run, RenewalRun renewal, CancellationToken cancellationToken)
    {
        try
        {
            if (run.IsDryRun)
            {
                await planned.PutAsync(
                    run.Id, await preview.OfAsync(renewal.OrganizationId, renewal.Day, cancellationToken), cancellationToken);
                return Announcement.Sent;
            }

            var announcement = await renewals.RenewAsync(renewal, cancellationToken);
            if (announcement == Announcement.Refused)
            {
                var refused =
                    "New prices could not be announced because the mail cannot be delivered. Have the invoice contact corrected. The "
                        + "mail is tried again every day.";
                await runs.PutProblemAsync(run.Id, new(renewal.OrganizationId, null, "priceNotAnnounced", refused), cancellationToken);
            }

            return announcement;
        }
#pragma warning disable CA1031 // Whatever failed with one account must not keep the others from their charges.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, e, renewal.OrganizationId);
            var problem = new RunProblem(
                renewal.OrganizationId,
                null,
                "renewalFailed",
                $"Recurring prices could not be charged ({e.GetType().Name}). They stay due; the next run tries again.");
            await runs.PutProblemAsync(run.Id, problem, cancellationToken);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Recurring prices of account {Account} could not be charged")]
    private static partial void LogFailed(ILogger logger, Exception exception, string account);
}
