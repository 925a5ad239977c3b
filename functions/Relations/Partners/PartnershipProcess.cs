using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>Which partnership a process is about.</summary>
/// <param name="PartnerId">Its partner.</param>
/// <param name="PartnershipId">Names it.</param>
/// <param name="DoneUntil">In UTC: what fell due by then is done; null at the beginning.</param>
/// <param name="NotifiedVersion">The version of the grants that the partner last got to know of.</param>
public sealed record PartnershipRun(string PartnerId, string PartnershipId, DateTime? DoneUntil = null, int NotifiedVersion = 1);

/// <summary>
/// A partnership from its acceptance to its end: the partner is asked to review it, both sides hear of it before grants end,
/// grants are prolonged where the customer wants that. What counts is always what is stored; an event only says that it is
/// worth reading. That a grant ends needs no process: the access check knows the day.
/// </summary>
public static class PartnershipProcess
{
    private static readonly MailingStep<PartnershipRun, PartnershipSnapshot?> Begin = new(nameof(PartnershipActivities.BeginPartnership));
    private static readonly MailingStep<PartnershipRound, PartnershipSnapshot> Follow =
        new(nameof(PartnershipActivities.FollowPartnership));

    // A process may live for years; now and then it begins a new history.
    private const int RoundsPerHistory = 50;

    /// <summary>How often it reads when nothing falls due.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(90);

    /// <summary>A request that announced itself just before a new history has written, or died, by then.</summary>
    private static readonly TimeSpan FirstRead = TimeSpan.FromMinutes(10);

    /// <summary>The process of a partnership.</summary>
    public static string IdOf(string partnerId, string partnershipId) => $"partnership-{partnerId}-{partnershipId}";

    /// <summary>Announces a change to the process; should a fault have ended it, this brings it back.</summary>
    public static async Task<string> AnnounceAsync(
        DurableTaskClient processes, string partnerId, string partnershipId, CancellationToken cancellationToken)
    {
        var id = IdOf(partnerId, partnershipId);
        if (!await processes.StartOnceAsync(
            nameof(PartnershipProcess), id, new PartnershipRun(partnerId, partnershipId), cancellationToken))
            await processes.AnnounceAsync(id, cancellationToken);
        return id;
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(PartnershipProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PartnershipRun run)
    {
        using var process = new ProcessRun(context);
        var isNewHistory = run.DoneUntil is not null;
        var now = run with { DoneUntil = run.DoneUntil ?? process.Now };

        // The request that accepts starts us before it writes. The customer's side follows, should the request have died before it
        // came to it, and the partner is asked to review.
        process.Show("beginning");
        var read = isNewHistory
            ? await process.CallAsync(Follow, new PartnershipRound(now, []))
            : await process.WrittenAsync(() => process.CallAsync(Begin, now));

        // As long as it lasts: the partner hears of what the customer changes; whatever falls due is done on its day.
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
