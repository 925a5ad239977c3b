using System.Globalization;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>Which loss of partner status a process is about.</summary>
/// <param name="OrganizationId">Who lost it.</param>
public sealed record PartnerStatusRun(string OrganizationId);

/// <summary>
/// Takes back the open requests of an organization that has lost partner status, and ends its partnerships. Nobody gets in
/// meanwhile: the access check and the acceptance ask for the status themselves. A request that is written at the very
/// moment of the loss may stay open; it cannot be accepted either.
/// </summary>
public static class PartnerStatusProcess
{
    // Longer than requests take, and longer than the host lets any request take.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    /// <summary>Announces the loss, at the organization's next version.</summary>
    public static async Task<string> AnnounceAsync(DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"partner-status-{organizationId}-{version}");
        await processes.StartOnceAsync(nameof(PartnerStatusProcess), id, new PartnerStatusRun(organizationId), cancellationToken);
        return id;
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(PartnerStatusProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PartnerStatusRun run)
    {
        var (progress, changes) = (new ProcessProgress(context), new Changes(context));

        // A request that does not tell has died, or is very slow: then once more, later. With the status in place nothing ends.
        var told = await changes.BeforeAsync(context.CurrentUtcDateTime + Patience);
        await EndAsync(context, progress, run);
        if (!told)
        {
            await changes.BeforeAsync(context.CurrentUtcDateTime + LongPatience);
            await EndAsync(context, progress, run);
        }

        progress.Show("ended");
    }

    private static async Task EndAsync(TaskOrchestrationContext context, ProcessProgress progress, PartnerStatusRun run)
    {
        progress.Show("ending");
        string? after = "";
        while (after is not null)
            after = await context.CallActivityAsync<string?>(nameof(OpenRequests.TakeBackRequests), new PartnershipPage(run.OrganizationId, after), Retries.ForADay);
        after = "";
        while (after is not null)
            after = await context.CallActivityAsync<string?>(nameof(AllPartnerships.EndPartnerships), new PartnershipPage(run.OrganizationId, after), Retries.ForADay);
    }
}
