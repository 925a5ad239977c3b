using System.Globalization;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Budgets;

/// <summary>Which budget has to be looked at.</summary>
/// <param name="OrganizationId">Whose budget.</param>
/// <param name="BudgetId">The budget.</param>
/// <param name="Version">It is not written before it has this version; 0 after something else changed what is used.</param>
public sealed record BudgetRun(string OrganizationId, string BudgetId, int Version);

/// <summary>Which mails about a budget were sent.</summary>
/// <param name="Shares">In percent.</param>
public sealed record AlertedShares(IReadOnlyList<int> Shares);

/// <summary>
/// Mails the shares of a budget that are used up, each once: after the budget was written, and after each record of its order that
/// was accepted and each document that was finalized with something of it.
/// </summary>
public static class BudgetProcess
{
    private static readonly MailingStep<BudgetRun, AlertedShares?> Alert = new(nameof(BudgetActivities.AlertBudget));

    /// <summary>Has a budget looked at once it is written.</summary>
    public static async Task AnnounceAsync(
        DurableTaskClient processes, ChangeSet change, Budget budget, CancellationToken cancellationToken)
    {
        var run = new BudgetRun(change.PartitionKey, budget.Id, budget.Version);
        var id = string.Create(CultureInfo.InvariantCulture, $"extranet-budget-{run.OrganizationId}-{run.BudgetId}-{run.Version}");
        await processes.StartOnceAsync(nameof(BudgetProcess), id, run, cancellationToken);
        change.Then(() => processes.NotifyAsync(id));
    }

    /// <summary>Has a budget looked at because of a record that was accepted, or a document that was finalized.</summary>
    public static Task StartAsync(DurableTaskClient processes, BudgetRun run, string causeId, CancellationToken cancellationToken) =>
        processes.StartOnceAsync(
            nameof(BudgetProcess), $"extranet-budget-{run.OrganizationId}-{run.BudgetId}-{causeId}", run, cancellationToken);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(BudgetProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, BudgetRun run)
    {
        using var process = new ProcessRun(context);

        // A request that started us writes the budget now; of what else happened, all is written.
        process.Show("counting");
        var alerted = run.Version > 0
            ? await process.WrittenAsync(() => process.CallAsync(Alert, run))
            : await process.CallAsync(Alert, run);
        return alerted is null ? process.End("notWritten")
            : process.End(alerted.Shares.Count == 0 ? "nothingToTell" : "alerted");
    }
}
