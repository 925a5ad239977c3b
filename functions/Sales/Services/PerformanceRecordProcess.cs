using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which performance record a process is about.</summary>
public sealed record PerformanceRecordRun(string OrderId, string RecordId);

/// <summary>
/// A performance record until it is decided: the customer gets it, is reminded, and has accepted it when 14 days have gone by.
/// What counts is always the record's row; an event only says that it is worth a look.
/// </summary>
public static class PerformanceRecordProcess
{
    /// <summary>How far behind an instance's clock may be without anything looking odd.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    // An hour: a clock that is wrong by more is for an operator to see.
    private const int MostTries = 60;

    /// <summary>The process of a record.</summary>
    public static string IdOf(string orderId, string recordId) => $"performance-record-{orderId}-{recordId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(PerformanceRecordProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, PerformanceRecordRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));

        // The request started us before it wrote the record.
        if (await changes.WrittenAsync(() => LookAsync(context, run)) is not { } record)
            return Ended(progress, "notSubmitted");

        // The customer gets it.
        progress.Show("submitting");
        await TryMailAsync(context, progress, run, PerformanceRecordMail.Submitted);

        // Accepted, disputed, or silence; shortly before silence counts, the customer is reminded.
        if (await IsOpenAtAsync(context, progress, changes, run, record.RemindAt))
        {
            await TryMailAsync(context, progress, run, PerformanceRecordMail.Reminder);
            if (await IsOpenAtAsync(context, progress, changes, run, record.AcceptedFrom))
                await AcceptBySilenceAsync(context, changes, run);
        }

        // Accepted: an invoice is due. Disputed: the teams are told.
        record = (await LookAsync(context, run))!;
        if (record.IsAccepted)
        {
            progress.Show("listingInvoice");
            await context.CallActivityAsync(nameof(PerformanceRecordActivities.ListInvoice), run, Retries.ForADay);
            return Ended(progress, "accepted");
        }

        for (var team = 0; team < record.Teams; team++)
            await TryMailAsync(context, progress, run, PerformanceRecordMail.Disputed, team);
        return Ended(progress, "disputed");
    }

    private static Task<PerformanceRecordGlance?> LookAsync(TaskOrchestrationContext context, PerformanceRecordRun run) =>
        context.CallActivityAsync<PerformanceRecordGlance?>(nameof(PerformanceRecordActivities.LookAtPerformanceRecord), run, Retries.ForADay);

    /// <summary>Waits; false as soon as the record is decided.</summary>
    private static async Task<bool> IsOpenAtAsync(TaskOrchestrationContext context, ProcessProgress progress, Changes changes, PerformanceRecordRun run, DateTime due)
    {
        progress.Show("waitingForCustomer", due - context.CurrentUtcDateTime);
        while (true)
        {
            var early = await changes.BeforeAsync(due);
            if (await LookAsync(context, run) is not { IsOpen: true })
                return false;
            if (!early)
                return true;
        }
    }

    /// <summary>Ends when the record is decided. An instance whose clock is a little behind finds that its time is not up yet.</summary>
    private static async Task AcceptBySilenceAsync(TaskOrchestrationContext context, Changes changes, PerformanceRecordRun run)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            await context.CallActivityAsync(nameof(PerformanceRecordActivities.AcceptBySilence), run, Retries.ForADay);
            if (await LookAsync(context, run) is not { IsOpen: true })
                return;
            await changes.BeforeAsync(context.CurrentUtcDateTime + TryAgain);
        }

        throw new TimeoutException("The time of a performance record is up for its process, and not for what accepts it: a clock is wrong.");
    }

    private static async Task TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, PerformanceRecordRun run, PerformanceRecordMail mail, int team = 0)
    {
        try
        {
            await context.CallActivityAsync(nameof(PerformanceRecordActivities.SendPerformanceRecordMail), new PerformanceRecordMailStep(run, mail, team), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            progress.Fail(MailErrors.CodeOf(e));
        }
    }

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
