using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Services;

/// <summary>Which performance record a process is about.</summary>
public sealed record PerformanceRecordRun(string OrderId, string RecordId);

/// <summary>
/// A performance record until it is decided: the customer gets it, is reminded, and has accepted it when 14 days have gone by.
/// What counts is always the record's row; an event only says that it is worth reading.
/// </summary>
public static class PerformanceRecordProcess
{
    private static readonly MailingStep<PerformanceRecordMailStep, PerformanceRecordSnapshot?> Send =
        new(nameof(PerformanceRecordActivities.SendPerformanceRecordMail));
    private static readonly MailingStep<PerformanceRecordRun, PerformanceRecordSnapshot> Conclude =
        new(nameof(PerformanceRecordActivities.ConcludePerformanceRecord));

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
        using var process = new ProcessRun(context);

        // The request started us before it wrote the record. The customer gets it.
        process.Show("submitting");
        if (await process.WrittenAsync(() => process.CallAsync(Send, new(run, PerformanceRecordMail.Submitted))) is not { } record)
            return process.End("notSubmitted");

        // Accepted, disputed, or silence; shortly before silence counts, the customer is reminded.
        var decided = await DecidedBeforeAsync(process, run, record.RemindAt);
        if (decided is null)
        {
            await process.CallAsync(Send, new(run, PerformanceRecordMail.Reminder));
            decided = await DecidedBeforeAsync(process, run, record.AcceptedFrom) ?? await ConcludeAsync(process, run);
        }

        return process.End(decided.IsAccepted ? "accepted" : "disputed");
    }

    /// <summary>Waits for the customer, but not beyond a time.</summary>
    /// <returns>What was decided; null when the time is up.</returns>
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

    /// <summary>Ends when the record is decided. An instance whose clock is a little behind finds that its time is not up yet.</summary>
    private static async Task<PerformanceRecordSnapshot> ConcludeAsync(ProcessRun process, PerformanceRecordRun run)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await process.CallAsync(Conclude, run) is { IsOpen: false } decided)
                return decided;
            await process.ChangedBeforeAsync(process.Now + TryAgain);
        }

        throw new TimeoutException(
            "The time of a performance record is up for its process, and not for what accepts it: a clock is wrong.");
    }
}
