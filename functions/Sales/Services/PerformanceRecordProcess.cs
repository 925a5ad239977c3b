using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>The performance record that a process handles.</summary>
public sealed record PerformanceRecordRun(string OrderId, string RecordId);

/// <summary>
/// A performance record until it is decided: the customer gets it, is reminded, and has accepted it when 14 days have passed.
/// Only the record's row counts; an event only says that it should be read.
/// </summary>
public static class PerformanceRecordProcess
{
    private static readonly MailingStep<PerformanceRecordMailStep, PerformanceRecordSnapshot?> Send =
        new(nameof(PerformanceRecordActivities.SendPerformanceRecordMail));
    private static readonly MailingStep<PerformanceRecordRun, PerformanceRecordSnapshot> Conclude =
        new(nameof(PerformanceRecordActivities.ConcludePerformanceRecord));

    /// <summary>An instance's clock may be this far behind without a visible effect.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    // One hour in all: an operator must see a clock that is wrong by more.
    private const int MostTries = 60;

    public static string IdOf(string orderId, string recordId) => $"performance-record-{orderId}-{recordId}";

    [Function(nameof(PerformanceRecordProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, PerformanceRecordRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts this process before it writes the record. The customer gets the record by mail.
        process.Show("submitting");
        if (await process.WrittenAsync(() => process.CallAsync(Send, new(run, PerformanceRecordMail.Submitted))) is not { } record)
            return process.End("notSubmitted");

        // Accepted, disputed, or accepted by silence. Shortly before that, the customer is reminded.
        var decided = await DecidedBeforeAsync(process, run, record.RemindAt);
        if (decided is null)
        {
            await process.CallAsync(Send, new(run, PerformanceRecordMail.Reminder));
            decided = await DecidedBeforeAsync(process, run, record.AcceptedFrom) ?? await ConcludeAsync(process, run);
        }

        return process.End(decided.IsAccepted ? "accepted" : "disputed");
    }

    /// <summary>Waits for the customer, but at most until a time.</summary>
    /// <returns>The decided record; null when the time has passed.</returns>
    private static async Task<PerformanceRecordSnapshot?> DecidedBeforeAsync(ProcessRun process, PerformanceRecordRun run, DateTime due)
    {
        process.Show("waitingForCustomer", due);
        while (await process.ChangedBeforeAsync(due))
        {
            if (await process.CallAsync(Conclude, run) is { IsOpen: false } decided)
                return decided;
        }

        return null;
    }

    /// <summary>
    /// Returns when the record is decided. An instance whose clock is a little behind may find that the time has not passed yet.
    /// </summary>
    private static async Task<PerformanceRecordSnapshot> ConcludeAsync(ProcessRun process, PerformanceRecordRun run)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await process.CallAsync(Conclude, run) is { IsOpen: false } decided)
                return decided;
            await process.ChangedBeforeAsync(process.Now + TryAgain);
        }

        throw new TimeoutException(
            "The time to dispute a performance record is over for its process, but not for the step that accepts it: a clock is wrong.");
    }
}
