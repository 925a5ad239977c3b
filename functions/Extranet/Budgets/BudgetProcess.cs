using System.Globalization;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Budgets;

/// <summary>The budget that a process checks.</summary>
/// <param name="OrganizationId">The organization of the budget.</param>
/// <param name="BudgetId">The budget.</param>
/// <param name="Version">The version of the budget to wait for; 0 when something else has changed the use.</param>
public sealed record BudgetRun(string OrganizationId, string BudgetId, int Version);

/// <summary>Which mails about a budget were sent.</summary>
/// <param name="Shares">In percent.</param>
public sealed record AlertedShares(IReadOnlyList<int> Shares);

/// <summary>
/// Mails the shares of a budget that are used up, each once. Runs after the budget is written, after a record of its order is accepted,
/// and after a document that bills or cancels something of the order is finalized.
/// </summary>
public static class BudgetProcess
{
    private static readonly MailingStep<BudgetRun, AlertedShares?> Alert = new(nameof(BudgetActivities.AlertBudget));

    /// <summary>Has a budget checked once it is written.</summary>
    public static async Task AnnounceAsync(
        DurableTaskClient processes, ChangeSet change, Budget budget, CancellationToken cancellationToken)
    {
        var run = new BudgetRun(change.PartitionKey, budget.Id, budget.Version);
        var id = string.Create(CultureInfo.InvariantCulture, $"extranet-budget-{run.OrganizationId}-{run.BudgetId}-{run.Version}");
        await processes.StartOnceAsync(nameof(BudgetProcess), id, run, cancellationToken);
        change.Then(() => processes.NotifyAsync(id));
    }

    /// <summary>Has a budget checked because a record was accepted or a document was finalized.</summary>
    public static Task StartAsync(DurableTaskClient processes, BudgetRun run, string causeId, CancellationToken cancellationToken) =>
        processes.StartOnceAsync(
            nameof(BudgetProcess), $"extranet-budget-{run.OrganizationId}-{run.BudgetId}-{causeId}", run, cancellationToken);

    [Function(nameof(BudgetProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, BudgetRun run)
    {
        using var process = new ProcessRun(context);

        // A request that started us is about to write the budget. Any other event is already written.
        process.Show("counting");
        var alerted = run.Version > 0
            ? await process.WrittenAsync(() => process.CallAsync(Alert, run))
            : await process.CallAsync(Alert, run);
        return alerted is null ? process.End("notWritten")
            : process.End(alerted.Shares.Count == 0 ? "nothingToNotify" : "alerted");
    }
}
