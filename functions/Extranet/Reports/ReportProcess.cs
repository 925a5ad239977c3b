using System.Globalization;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Reports;

/// <summary>The publication that a process handles.</summary>
/// <param name="OrganizationId">The organization of the report.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Version">The version that is published.</param>
/// <param name="After">Where the page of receivers begins.</param>
public sealed record ReportRun(string OrganizationId, string ReportId, int Version, string After = "");

/// <summary>The result of mailing one page of receivers.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record ReportMailed(string? Next);

/// <summary>Mails a published report to the members who asked for it.</summary>
public static class ReportProcess
{
    private static readonly MailingStep<ReportRun, ReportMailed?> Send = new(nameof(ReportActivities.SendReportMails));

    /// <summary>Starts the process for a version that publishes a report. Does nothing for any other version.</summary>
    public static async Task AnnounceAsync(
        DurableTaskClient processes, ChangeSet change, Report report, CancellationToken cancellationToken)
    {
        if (report.PublishedVersion != report.Version)
            return;
        var run = new ReportRun(change.PartitionKey, report.Id, report.Version);
        var id = string.Create(CultureInfo.InvariantCulture, $"extranet-report-{run.OrganizationId}-{run.ReportId}-{run.Version}");
        await processes.StartOnceAsync(nameof(ReportProcess), id, run, cancellationToken);
        change.Then(() => processes.NotifyAsync(id));
    }

    [Function(nameof(ReportProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ReportRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes. The first page of receivers is mailed at once, the others page by page.
        process.Show("mailing");
        if (await process.WrittenAsync(() => process.CallAsync(Send, run)) is not { } mailed)
            return process.End("notPublished");
        while (mailed is { Next: { } next })
            mailed = await process.CallAsync(Send, run with { After = next });
        return process.End("mailed");
    }
}
