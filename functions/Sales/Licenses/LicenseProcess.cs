using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Licenses;

/// <summary>The order that a process handles.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="DoneUntil">In a later history of the same process: everything due by then is done (UTC).</param>
public sealed record LicenseRun(string OrderId, DateTime? DoneUntil = null);

/// <summary>
/// The licenses of a confirmed order: bought on the customer's day, waited for, recorded, delivered. Only the rows and the
/// vendor's answers count; an event only says that the vendor should be asked. Can be started again at any time, and continues
/// from the rows.
/// </summary>
public static class LicenseProcess
{
    private static readonly Step<PurchaseStart, LicenseOrderSnapshot> StartPurchase = new(nameof(LicenseActivities.StartPurchase));

    /// <summary>Rounds after which the process starts a new history.</summary>
    private const int MaxRounds = 60;

    /// <summary>An invoice follows within a day of the purchase, no matter how long the licenses take (<c>seeds/004…</c>).</summary>
    private static readonly TimeSpan InvoiceWithin = TimeSpan.FromDays(1);

    // The cancellation of an order notifies this process; this only limits the wait.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromDays(30);

    /// <summary>Starts the process of an order, unless it is running.</summary>
    public static Task StartAsync(DurableTaskClient processes, OrderId order, CancellationToken cancellationToken) =>
        processes.StartOnceAsync(
            nameof(LicenseProcess), OrderProcess.LicensesOf(order.ToString()), new LicenseRun(order.ToString()), cancellationToken);

    [Function(nameof(LicenseProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, LicenseRun run)
    {
        using var process = new ProcessRun(context);

        // 1. Until the customer's day, the order can be cancelled. Then the purchase starts, unless it was cancelled; one write
        // decides.
        var order = await process.CallAsync(StartPurchase, new(run, process.Now));
        while (order.State == LicenseState.Waiting)
        {
            process.Show("waitingForDay", order.ProcureAt);
            await process.ChangedBeforeAsync(order.ProcureAt);
            order = await process.CallAsync(StartPurchase, new(run, process.Now));
        }

        if (order.State is not (LicenseState.Purchasing or LicenseState.AwaitingVerification))
            return process.End(order.State == LicenseState.Cancelled ? "cancelled" : "ended");

        // 2. Ask the vendor, record what is issued, do what is due, wait; until every line is delivered or has failed.
        var work = new LicenseWork(process, run, order.Lines);
        var done = run.DoneUntil ?? process.Now;
        var pauses = new VendorPauses();
        for (var round = 1; !await work.AdvanceAsync(); round++)
        {
            var now = process.Now;
            if (work.BoughtAt + InvoiceWithin <= now || work.HasNewFailures)
                await work.NoteInvoiceDueAsync();
            foreach (var reminder in VerificationReminders.Between(work.AwaitingSince, done, now))
                await work.RemindAsync(reminder);
            var isOverdue = VerificationReminders.IsOverdue(work.AwaitingSince, now);
            // Once. The order remains, and continues when the account is verified after all.
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

        // 3. All lines are settled: the invoice becomes due, the order says so, and the customer is notified.
        process.Show("delivering");
        if (!await work.SettleAsync())
            return process.End("ended");

        // 4. Nothing could be bought. Sales agrees on a replacement with the customer, then one of them cancels the order.
        process.ShowForPerson("failed");
        for (; order.State != LicenseState.Cancelled; order = await process.CallAsync(StartPurchase, new(run, process.Now)))
            await process.ChangedBeforeAsync(process.Now + ReadAgain);
        return process.End("cancelled");
    }
}
