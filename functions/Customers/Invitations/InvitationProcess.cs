using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.Invitations;

/// <summary>The invitation that a process handles.</summary>
public sealed record InvitationRun(string OrganizationId, string InvitationId);

/// <summary>
/// The lifecycle of an invitation: a mail, two reminders, and an end by answer, revocation or expiry, whichever happens first. The
/// invitation's row always decides; an event only says that it should be read.
/// </summary>
public static class InvitationProcess
{
    private static readonly MailingStep<InvitationMailStep, InvitationSnapshot?> Send =
        new(nameof(InvitationActivities.SendInvitationMail));
    private static readonly MailingStep<InvitationStep, InvitationSnapshot> End = new(nameof(InvitationActivities.EndInvitation));

    private static readonly InvitationMail[] Reminders = [InvitationMail.FirstReminder, InvitationMail.SecondReminder];

    public static string IdOf(string organizationId, string invitationId) => $"invitation-{organizationId}-{invitationId}";

    [Function(nameof(InvitationProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, InvitationRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes the invitation. Put it on the receiver's first screen, and send a mail.
        var sent = await process.WrittenAsync(() => SendAsync(process, run));

        // Wait until it has ended. If it is sent again in between, start over.
        while (sent is not null && (await UntilItEndsAsync(process, run, sent)).IsOpen)
            sent = await SendAsync(process, run);
        process.Show("ended");
    }

    private static Task<InvitationSnapshot?> SendAsync(ProcessRun process, InvitationRun run)
    {
        process.Show("sending");
        return process.CallAsync(Send, new InvitationMailStep(run, InvitationMail.Invitation));
    }

    /// <summary>Follows the invitation until it ends or is sent again.</summary>
    /// <returns>The state of the invitation; still open when it was sent again.</returns>
    private static async Task<InvitationSnapshot> UntilItEndsAsync(ProcessRun process, InvitationRun run, InvitationSnapshot sent)
    {
        var step = new InvitationStep(run, sent.Generation);
        if (!sent.IsOpen)
            return await process.CallAsync(End, step);

        // While there is no answer: a reminder on day 3 and on day 10.
        foreach (var (due, mail) in sent.RemindersAt.Zip(Reminders))
        {
            if (await OverBeforeAsync(process, step, due) is { } over)
                return over;
            await process.CallAsync(Send, new InvitationMailStep(run, mail, sent.Generation));
        }

        // No answer in time: it expires.
        return await OverBeforeAsync(process, step, sent.ExpiresAt) ?? await process.CallAsync(End, step with { IsDue = true });
    }

    /// <summary>Waits for an answer until a given time.</summary>
    /// <returns>The state of the invitation when it was answered, revoked or sent again; null when the time is up.</returns>
    private static async Task<InvitationSnapshot?> OverBeforeAsync(ProcessRun process, InvitationStep step, DateTime due)
    {
        process.Show("waitingForAnswer", due);
        while (await process.ChangedBeforeAsync(due))
        {
            // Ended: remove it from the receiver's screen, update the member's list, and notify the inviter.
            process.Show("ending");
            var now = await process.CallAsync(End, step);
            if (!now.IsOpen || now.Generation != step.Generation)
                return now;
            process.Show("waitingForAnswer", due);
        }

        return null;
    }
}
