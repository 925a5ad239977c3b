using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Customers.Invitations;

/// <summary>Which invitation a process is about.</summary>
public sealed record InvitationRun(string OrganizationId, string InvitationId);

/// <summary>
/// The life of an invitation: mail, two reminders, and an end, whichever comes first of answer, revocation and expiry.
/// What counts is always the invitation's row; an event only says that it is worth reading.
/// </summary>
public static class InvitationProcess
{
    private static readonly MailingStep<InvitationMailStep, InvitationSnapshot?> Send =
        new(nameof(InvitationActivities.SendInvitationMail));
    private static readonly MailingStep<InvitationStep, InvitationSnapshot> End = new(nameof(InvitationActivities.EndInvitation));

    private static readonly InvitationMail[] Reminders = [InvitationMail.FirstReminder, InvitationMail.SecondReminder];

    /// <summary>The process of an invitation.</summary>
    public static string IdOf(string organizationId, string invitationId) => $"invitation-{organizationId}-{invitationId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(InvitationProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, InvitationRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote the invitation. It stands on the receiver's first screen, and a mail goes out.
        var sent = await process.WrittenAsync(() => SendAsync(process, run));

        // Until it has ended. Sent anew meanwhile: the same again, from the start.
        while (sent is not null && (await UntilItEndsAsync(process, run, sent)).IsOpen)
            sent = await SendAsync(process, run);
        process.Show("ended");
    }

    private static Task<InvitationSnapshot?> SendAsync(ProcessRun process, InvitationRun run)
    {
        process.Show("sending");
        return process.CallAsync(Send, new InvitationMailStep(run, InvitationMail.Invitation));
    }

    /// <summary>Follows the invitation as it was sent.</summary>
    /// <returns>How it stands in the end; open when it was sent anew.</returns>
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

    /// <summary>Waits for an answer, but not beyond a time.</summary>
    /// <returns>How the invitation stands when it was answered, taken back or sent anew; null when the time is up.</returns>
    private static async Task<InvitationSnapshot?> OverBeforeAsync(ProcessRun process, InvitationStep step, DateTime due)
    {
        process.Show("waitingForAnswer", due);
        while (await process.ChangedBeforeAsync(due))
        {
            // Over: off the receiver's screen, on the member's list, and whoever invited gets to know.
            process.Show("ending");
            var now = await process.CallAsync(End, step);
            if (!now.IsOpen || now.Generation != step.Generation)
                return now;
            process.Show("waitingForAnswer", due);
        }

        return null;
    }
}
