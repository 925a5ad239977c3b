using System.Globalization;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>The loss of partner status that a process handles.</summary>
/// <param name="OrganizationId">The organization that lost it.</param>
public sealed record PartnerStatusRun(string OrganizationId);

/// <summary>
/// Revokes the open requests of an organization that has lost partner status, and ends its partnerships. Access stops before
/// that: the access check and the acceptance read the status themselves. A request that is written at the moment of the loss may
/// stay open, but it cannot be accepted.
/// </summary>
public static class PartnerStatusProcess
{
    private static readonly Step<PartnershipPage, string?> TakeBack = new(nameof(OpenRequests.TakeBackRequests));
    private static readonly Step<PartnershipPage, string?> EndAll = new(nameof(AllPartnerships.EndPartnerships));

    /// <summary>Announces the loss, at the organization's next version.</summary>
    public static async Task<string> AnnounceAsync(
        DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"partner-status-{organizationId}-{version}");
        await processes.StartOnceAsync(nameof(PartnerStatusProcess), id, new PartnerStatusRun(organizationId), cancellationToken);
        return id;
    }

    [Function(nameof(PartnerStatusProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PartnerStatusRun run)
    {
        using var process = new ProcessRun(context);

        // The steps end nothing while the organization has the status.
        await process.FollowAsync(async () =>
        {
            process.Show("ending");
            await process.CallPagesAsync(TakeBack, after => new PartnershipPage(run.OrganizationId, after));
            await process.CallPagesAsync(EndAll, after => new PartnershipPage(run.OrganizationId, after));
        });
        process.Show("ended");
    }
}
