using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Licenses;

/// <summary>Which order a process is about.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="LookedAt">In a further history of the same process: until when it has dealt with what fell due (UTC).</param>
public sealed record LicenseRun(string OrderId, DateTime? LookedAt = null);

/// <summary>
/// The licenses of a confirmed order: bought on the customer's day, waited for, recorded, delivered. What counts is always the rows
/// and the vendor's answer; events only say that it is worth a look. Started again at any time, it goes on where the rows are.
/// </summary>
public static class LicenseProcess
{
    /// <summary>Looks after which the process begins a new history.</summary>
    private const int MaxLooks = 60;

    /// <summary>An invoice follows within a day of the purchase, however long its licenses take (<c>seeds/004…</c>).</summary>
    private static readonly TimeSpan InvoiceWithin = TimeSpan.FromDays(1);

    /// <summary>Starts the process of an order, unless it is under way.</summary>
    public static Task StartAsync(DurableTaskClient processes, OrderId order, CancellationToken cancellationToken) =>
        processes.StartOnceAsync(nameof(LicenseProcess), OrderProcess.LicensesOf(order.ToString()), new LicenseRun(order.ToString()), cancellationToken);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(LicenseProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, LicenseRun run)
    {
        var progress = new ProcessProgress(context);
        var changes = new Changes(context);

        // 1. Until the customer's day the order can be cancelled.
        var order = await LookAsync(context, run);
        while (order.State == LicenseState.Waiting && context.CurrentUtcDateTime < order.ProcureAt)
        {
            progress.Show("waitingForDay", order.ProcureAt - context.CurrentUtcDateTime);
            await changes.BeforeAsync(order.ProcureAt);
            order = await LookAsync(context, run);
        }

        // 2. The purchase starts, or a cancellation was faster; one write decides.
        var state = await context.CallActivityAsync<LicenseState>(nameof(LicenseActivities.StartPurchase), run, Retries.ForADay);
        if (state is not (LicenseState.Purchasing or LicenseState.AwaitingVerification))
            return Ended(progress, state == LicenseState.Cancelled ? "cancelled" : "ended");

        // 3. Look at the vendor, record what is there, do what has fallen due, wait; until every line is delivered or has failed.
        var work = new LicenseWork(context, progress, run, order.Lines);
        var looked = run.LookedAt ?? context.CurrentUtcDateTime;
        var pauses = new LookPauses();
        for (var looks = 1; !await work.AdvanceAsync(); looks++)
        {
            var now = context.CurrentUtcDateTime;
            if (work.BoughtAt + InvoiceWithin <= now || work.HasFailedAnew)
                await work.NoteInvoiceDueAsync();
            foreach (var reminder in VerificationReminders.Between(work.AwaitingSince, looked, now))
                await work.RemindAsync(reminder);
            var isOverdue = VerificationReminders.IsOverdue(work.AwaitingSince, now);
            // Once; the order stays, and goes on whenever the account is verified after all.
            if (isOverdue && !VerificationReminders.IsOverdue(work.AwaitingSince, looked))
                await work.TellOfOverdueAsync();

            looked = now;
            if (looks == MaxLooks)
            {
                context.ContinueAsNew(run with { LookedAt = looked });
                return "continued";
            }

            DateTime?[] dues = [now + pauses.Next(work.IsUnreached), work.BoughtAt + InvoiceWithin, VerificationReminders.NextAfter(work.AwaitingSince, now)];
            var due = dues.Min()!.Value;
            var step = work.AwaitingSince is null ? "waitingForVendor" : isOverdue ? "verificationOverdue" : "waitingForVerification";
            progress.Show(step, due - now, work.Trouble);
            if (await changes.BeforeAsync(due))
                pauses.Restart();
        }

        // 4. All is settled: the invoice falls due, the order says so, and people are told.
        progress.Show("delivering");
        await work.NoteInvoiceDueAsync();
        await work.SettleAsync();
        return Ended(progress, "ended");
    }

    private static Task<LicenseOrderGlance> LookAsync(TaskOrchestrationContext context, LicenseRun run) =>
        context.CallActivityAsync<LicenseOrderGlance>(nameof(LicenseActivities.LookAtLicenseOrder), run, Retries.ForADay);

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
