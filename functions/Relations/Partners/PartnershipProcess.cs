using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>The partnership that a process handles, and how far it is.</summary>
/// <param name="PartnerId">Its partner.</param>
/// <param name="PartnershipId">Id of the partnership.</param>
/// <param name="DoneUntil">In UTC: all steps due by then are done; null at the beginning.</param>
/// <param name="NotifiedVersion">The last version of the grants that the partner was notified of.</param>
public sealed record PartnershipRun(string PartnerId, string PartnershipId, DateTime? DoneUntil = null, int NotifiedVersion = 1);

/// <summary>
/// A partnership from its acceptance to its end. The partner is asked to review it, both sides are notified before grants end,
/// and grants are extended where the customer wants that. Only the stored state counts; an event only says that it should be
/// read. The end of a grant needs no process: the access check knows the day.
/// </summary>
public static class PartnershipProcess
{
    private static readonly MailingStep<PartnershipRun, PartnershipSnapshot?> Begin = new(nameof(PartnershipActivities.BeginPartnership));
    private static readonly MailingStep<PartnershipRound, PartnershipSnapshot> Follow =
        new(nameof(PartnershipActivities.FollowPartnership));

    // A process may run for years, so it starts a new history from time to time.
    private const int RoundsPerHistory = 50;

    /// <summary>How often it reads the partnership when nothing is due.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(90);

    /// <summary>By then, a request that announced itself just before a new history has written, or has crashed.</summary>
    private static readonly TimeSpan FirstRead = TimeSpan.FromMinutes(10);

    public static string IdOf(string partnerId, string partnershipId) => $"partnership-{partnerId}-{partnershipId}";

    /// <summary>Announces a change to the process. Starts it again if an error had ended it.</summary>
    public static async Task<string> AnnounceAsync(
        DurableTaskClient processes, string partnerId, string partnershipId, CancellationToken cancellationToken)
    {
        var id = IdOf(partnerId, partnershipId);
        if (!await processes.StartOnceAsync(
            nameof(PartnershipProcess), id, new PartnershipRun(partnerId, partnershipId), cancellationToken))
            await processes.AnnounceAsync(id, cancellationToken);
        return id;
    }

    [Function(nameof(PartnershipProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PartnershipRun run)
    {
        using var process = new ProcessRun(context);
        var isNewHistory = run.DoneUntil is not null;
        var now = run with { DoneUntil = run.DoneUntil ?? process.Now };

        // The accepting request starts this process before it writes. If it crashed before it wrote the customer's side, that is
        // written here. The partner is asked to review.
        process.Show("beginning");
        var read = isNewHistory
            ? await process.CallAsync(Follow, new PartnershipRound(now, []))
            : await process.WrittenAsync(() => process.CallAsync(Begin, now));

        // Until it ends: the partner is notified of the customer's changes, and each step is done on its day.
        for (var round = 0; read is { IsLasting: true }; round++)
        {
            now = now with { NotifiedVersion = read.Version };
            if (round == RoundsPerHistory)
            {
                context.ContinueAsNew(now);
                return;
            }

            var due = read.Due ?? process.Now + Idle;
            process.Show(read.IsReviewed ? "active" : "waitingForReview", due);
            var first = process.Now + FirstRead;
            var until = isNewHistory && round == 0 && first < due ? first : due;
            var isDue = !await process.ChangedBeforeAsync(until) && until == read.Due;
            if (isDue && due > now.DoneUntil)
                now = now with { DoneUntil = due };
            read = await process.CallAsync(Follow, new PartnershipRound(now, isDue ? read.Steps : []));
        }

        process.Show("ended");
    }
}
