using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Licenses;

/// <summary>Which order a process is about.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="DoneUntil">In a further history of the same process: until when it has dealt with what fell due (UTC).</param>
public sealed record LicenseRun(string OrderId, DateTime? DoneUntil = null);

/// <summary>
/// The licenses of a confirmed order: bought on the customer's day, waited for, recorded, delivered. What counts is always the rows
/// and the vendor's answer; events only say that it is worth asking. Started again at any time, it goes on where the rows are.
/// </summary>
public static class LicenseProcess
{
    private static readonly Step<PurchaseStart, LicenseOrderSnapshot> StartPurchase = new(nameof(LicenseActivities.StartPurchase));

    /// <summary>Rounds after which the process begins a new history.</summary>
    private const int MaxRounds = 60;

    /// <summary>An invoice follows within a day of the purchase, however long its licenses take (<c>seeds/004…</c>).</summary>
    private static readonly TimeSpan InvoiceWithin = TimeSpan.FromDays(1);

    /// <summary>Starts the process of an order, unless it is under way.</summary>
    public static Task StartAsync(DurableTaskClient processes, OrderId order, CancellationToken cancellationToken) =>
        processes.StartOnceAsync(
            nameof(LicenseProcess), OrderProcess.LicensesOf(order.ToString()), new LicenseRun(order.ToString()), cancellationToken);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(LicenseProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, LicenseRun run)
    {
        using var process = new ProcessRun(context);

        // 1. Until the customer's day the order can be cancelled. Then the purchase starts, unless it was; one write decides.
        var order = await process.CallAsync(StartPurchase, new(run, process.Now));
        while (order.State == LicenseState.Waiting)
        {
            process.Show("waitingForDay", order.ProcureAt);
            await process.ChangedBeforeAsync(order.ProcureAt);
            order = await process.CallAsync(StartPurchase, new(run, process.Now));
        }

        if (order.State is not (LicenseState.Purchasing or LicenseState.AwaitingVerification))
            return process.End(order.State == LicenseState.Cancelled ? "cancelled" : "ended");

        // 2. Ask the vendor, record what is there, do what has fallen due, wait; until every line is delivered or has failed.
        var work = new LicenseWork(process, run, order.Lines);
        var done = run.DoneUntil ?? process.Now;
        var pauses = new VendorPauses();
        for (var round = 1; !await work.AdvanceAsync(); round++)
        {
            var now = process.Now;
            if (work.BoughtAt + InvoiceWithin <= now || work.HasFailedAnew)
                await work.NoteInvoiceDueAsync();
            foreach (var reminder in VerificationReminders.Between(work.AwaitingSince, done, now))
                await work.RemindAsync(reminder);
            var isOverdue = VerificationReminders.IsOverdue(work.AwaitingSince, now);
            // Once; the order stays, and goes on whenever the account is verified after all.
            if (isOverdue && !VerificationReminders.IsOverdue(work.AwaitingSince, done))
                await work.ReportOverdueAsync();

            done = now;
            if (round == MaxRounds)
            {
                context.ContinueAsNew(run with { DoneUntil = done });
                return "continued";
            }

            var next = now + pauses.Next(work.IsUnreached);
            var due = new[] { next, work.BoughtAt + InvoiceWithin, VerificationReminders.NextAfter(work.AwaitingSince, now) }.Min()!.Value;
            var step = work.AwaitingSince is null ? "waitingForVendor" : isOverdue ? "verificationOverdue" : "waitingForVerification";
            process.Show(step, due, work.Trouble);
            if (await process.ChangedBeforeAsync(due))
                pauses.Restart();
        }

        // 3. All is settled: the invoice falls due, the order says so, and the customer gets to know.
        process.Show("delivering");
        await work.SettleAsync();
        return process.End("ended");
    }
}
