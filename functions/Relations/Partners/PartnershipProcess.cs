using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>Which partnership a process is about.</summary>
/// <param name="PartnerId">Its partner.</param>
/// <param name="PartnershipId">Names it.</param>
/// <param name="DoneUntil">In UTC: what fell due by then is done; null at the beginning.</param>
/// <param name="ToldVersion">The version of the grants that the partner was last told of.</param>
public sealed record PartnershipRun(string PartnerId, string PartnershipId, DateTime? DoneUntil = null, int ToldVersion = 1);

/// <summary>
/// A partnership from its acceptance to its end: the partner is asked to review it, both sides are told before grants end,
/// grants are prolonged where the customer wants that. What counts is always what is stored; an event only says that it is
/// worth a look. That a grant ends needs no process: the access check knows the day.
/// </summary>
public static class PartnershipProcess
{
    // A process may live for years; now and then it begins a new history.
    private const int RoundsPerHistory = 50;

    /// <summary>How often it looks when nothing falls due.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(90);

    /// <summary>A request that announced itself just before a new history has written, or died, by then.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(10);

    /// <summary>The process of a partnership.</summary>
    public static string IdOf(string partnerId, string partnershipId) => $"partnership-{partnerId}-{partnershipId}";

    /// <summary>Announces a change to the process; should a fault have ended it, this brings it back.</summary>
    public static async Task<string> AnnounceAsync(DurableTaskClient processes, string partnerId, string partnershipId, CancellationToken cancellationToken)
    {
        var id = IdOf(partnerId, partnershipId);
        await processes.StartOnceAsync(nameof(PartnershipProcess), id, new PartnershipRun(partnerId, partnershipId), cancellationToken);
        await processes.AnnounceAsync(id, cancellationToken);
        return id;
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(PartnershipProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PartnershipRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));
        var (done, told) = (run.DoneUntil ?? context.CurrentUtcDateTime, run.ToldVersion);

        // The request that accepts starts us before it writes.
        if (await changes.WrittenAsync(() => LookAsync(context, run, done)) is not { } now)
            return;

        // The customer's side, should the request have died before it came to it. Then the partner is asked to review.
        if (run.DoneUntil is null)
        {
            progress.Show("beginning");
            await context.CallActivityAsync(nameof(PartnershipActivities.BeginPartnership), run, Retries.ForADay);
            if (now.IsLasting)
                await MailAsync(context, progress, run, PartnershipMail.Review);
        }

        // As long as it lasts: whatever the customer changes, the partner is told; whatever falls due is done on its day.
        for (var round = 0; await LookAsync(context, run, done) is { IsLasting: true } glance; round++)
        {
            if (glance.Version > told)
            {
                told = glance.Version;
                await MailAsync(context, progress, run, PartnershipMail.Changed, version: told);
            }

            if (round == RoundsPerHistory)
            {
                context.ContinueAsNew(run with { DoneUntil = done, ToldVersion = told });
                return;
            }

            var due = glance.Due ?? context.CurrentUtcDateTime + Idle;
            progress.Show(glance.IsReviewed ? "active" : "waitingForReview", due - context.CurrentUtcDateTime);
            var soon = context.CurrentUtcDateTime + FirstLook;
            if (await changes.BeforeAsync(round == 0 && run.DoneUntil is not null && soon < due ? soon : due) || glance.Due is null || context.CurrentUtcDateTime < due)
                continue;
            foreach (var step in glance.Steps)
                await StepAsync(context, progress, run, step);
            done = due > done ? due : done;
        }

        // Over: off the partner's list, and both sides are told.
        progress.Show("ending");
        await MailAsync(context, progress, run, PartnershipMail.EndedToPartner);
        await MailAsync(context, progress, run, PartnershipMail.EndedToCustomer);
        progress.Show("ended");
    }

    private static Task<PartnershipGlance?> LookAsync(TaskOrchestrationContext context, PartnershipRun run, DateTime done) =>
        context.CallActivityAsync<PartnershipGlance?>(nameof(PartnershipActivities.LookAtPartnership), run with { DoneUntil = done }, Retries.ForADay);

    private static async Task StepAsync(TaskOrchestrationContext context, ProcessProgress progress, PartnershipRun run, PartnershipStep step)
    {
        switch (step.Kind)
        {
            case PartnershipStepKind.ReviewReminder:
                await MailAsync(context, progress, run, PartnershipMail.ReviewReminder, step);
                break;
            case PartnershipStepKind.EndNotice:
                await MailAsync(context, progress, run, PartnershipMail.EndNoticeToPartner, step);
                await MailAsync(context, progress, run, PartnershipMail.EndNoticeToCustomer, step);
                break;
            default:
                await context.CallActivityAsync(nameof(PartnershipActivities.ExtendGrants), new GrantExtension(run.PartnerId, run.PartnershipId, step.Day!.Value), Retries.ForADay);
                break;
        }
    }

    private static async Task MailAsync(TaskOrchestrationContext context, ProcessProgress progress, PartnershipRun run, PartnershipMail mail, PartnershipStep? step = null, int version = 0)
    {
        try
        {
            await context.CallActivityAsync(nameof(PartnershipActivities.SendPartnershipMail), new PartnershipMailStep(run, mail, step, version, context.InstanceId), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            // What both sides agreed on does not end with a mail that cannot be sent.
            progress.Fail(MailErrors.CodeOf(e));
        }
    }
}
