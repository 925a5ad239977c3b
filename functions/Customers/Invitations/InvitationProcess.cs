using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.Invitations;

/// <summary>Which invitation a process is about.</summary>
public sealed record InvitationRun(string OrganizationId, string InvitationId);

/// <summary>
/// The life of an invitation: mail, two reminders, and an end, whichever comes first of answer, revocation and expiry.
/// What counts is always the invitation's row; an event only says that it is worth a look.
/// </summary>
public static class InvitationProcess
{
    /// <summary>The process of an invitation.</summary>
    public static string IdOf(string organizationId, string invitationId) => $"invitation-{organizationId}-{invitationId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InvitationProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, InvitationRun run)
    {
        var progress = new ProcessProgress(context);
        var changes = new Changes(context);

        // The request started us before it wrote the invitation.
        if (await changes.WrittenAsync(() => LookAsync(context, run)) is not { } sent)
            return;

        // It stands on the receiver's first screen, and a mail goes out.
        if (sent.IsOpen)
        {
            progress.Show("sending");
            await context.CallActivityAsync(nameof(InvitationActivities.ListInvitation), run, Retries.ForADay);
            await MailAsync(context, progress, run, sent, InvitationMail.Invitation);
        }

        // While there is no answer: a reminder on day 3 and on day 10.
        var open = sent.IsOpen;
        for (var reminder = 0; open && reminder < sent.RemindersAt.Count; reminder++)
        {
            open = await IsStillOpenAtAsync(context, progress, changes, run, sent, sent.RemindersAt[reminder]);
            if (open)
                await MailAsync(context, progress, run, sent, reminder == 0 ? InvitationMail.FirstReminder : InvitationMail.SecondReminder);
        }

        // No answer in time: it expires.
        if (open && await IsStillOpenAtAsync(context, progress, changes, run, sent, sent.ExpiresAt))
            await context.CallActivityAsync(nameof(InvitationActivities.ExpireInvitation), new InvitationStep(run, sent.Generation), Retries.ForADay);

        // Sent anew meanwhile: the same again, from the start.
        var now = await LookAsync(context, run);
        if (now is { IsOpen: true })
        {
            context.ContinueAsNew(run);
            return;
        }

        // Over: off the receiver's screen, on the member's list, and whoever invited is told.
        progress.Show("ending");
        await context.CallActivityAsync(nameof(InvitationActivities.SettleInvitation), run, Retries.ForADay);
        await TryMailAsync(context, progress, run, sent, InvitationMail.Outcome);
        progress.Show("ended");
    }

    private static Task<InvitationGlance?> LookAsync(TaskOrchestrationContext context, InvitationRun run) =>
        context.CallActivityAsync<InvitationGlance?>(nameof(InvitationActivities.LookAtInvitation), run, Retries.ForADay);

    /// <summary>Waits; false as soon as the invitation is answered, taken back, or sent anew.</summary>
    private static async Task<bool> IsStillOpenAtAsync(
        TaskOrchestrationContext context, ProcessProgress progress, Changes changes, InvitationRun run, InvitationGlance sent, DateTime due)
    {
        progress.Show("waitingForAnswer", due - context.CurrentUtcDateTime);
        while (true)
        {
            var early = await changes.BeforeAsync(due);
            if (await LookAsync(context, run) is not { IsOpen: true } now || now.Generation != sent.Generation)
                return false;
            if (!early)
                return true;
        }
    }

    /// <summary>Mails the receiver. When that can never arrive, the invitation says so, and so does a mail to whoever invited.</summary>
    private static async Task MailAsync(TaskOrchestrationContext context, ProcessProgress progress, InvitationRun run, InvitationGlance sent, InvitationMail mail)
    {
        if (await TryMailAsync(context, progress, run, sent, mail) is not { } failure || !MailErrors.IsRefused(failure))
            return;
        await context.CallActivityAsync(nameof(InvitationActivities.NoteUndeliverable), new InvitationStep(run, sent.Generation), Retries.ForADay);
        await TryMailAsync(context, progress, run, sent, InvitationMail.Undeliverable);
    }

    /// <returns>Null when it was sent.</returns>
    private static async Task<TaskFailedException?> TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, InvitationRun run, InvitationGlance sent, InvitationMail mail)
    {
        try
        {
            await context.CallActivityAsync(nameof(InvitationActivities.SendInvitationMail), new InvitationMailStep(run, sent.Generation, mail, context.InstanceId), Retries.ForADay);
            return null;
        }
        catch (TaskFailedException e)
        {
            // A mail that cannot be sent must not end the process: the link may reach its receiver by other ways.
            progress.Fail(MailErrors.CodeOf(e));
            return e;
        }
    }
}
