using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Extranet.Reports;

/// <summary>The report of a project or an order that was published last.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How things stand.</param>
/// <param name="Period">What time it is about.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record LatestReport(string ReportId, string Title, ReportStatus Status, ReportPeriod Period, DateTimeOffset PublishedAt);

/// <summary>
/// Which report of each project and each order is the latest one. Rows of their own, in the order of what they are about, so that a
/// page of projects or orders finds its reports at once.
/// </summary>
public sealed class LatestReports(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Adds to the transaction of a version that it is the latest; a newer version of an earlier report is not.</summary>
    public async Task PutAsync(ChangeSet change, Report report, CancellationToken cancellationToken)
    {
        if (report is not { PublishedAt: { } publishedAt, Head: var head })
            return;
        var latest = new LatestReport(report.Id, head.Title, head.Status, new(head.From, head.To), publishedAt);
        foreach (var key in ReportKeys.Latest(head))
        {
            var before = await _organizations.FindAsync<LatestReport>(change.PartitionKey, key, cancellationToken);
            if (before is null)
                change.Add(key, latest);
            else if (before.Value.ReportId == report.Id || before.Value.PublishedAt <= publishedAt)
                change.Replace(before, latest);
        }
    }

    /// <summary>
    /// Those of one kind after a key, by the end of their own. As many as there are on a page of what they are about are enough: each
    /// of that has one at the most. One storage operation.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, LatestReport>> AfterAsync(
        string organizationId, string kind, PageRequest page, CancellationToken cancellationToken) =>
        (await _organizations.PageAsync<LatestReport>(organizationId, kind, page, cancellationToken)).Items
            .ToDictionary(row => row.RowKey[kind.Length..], row => row.Value);
}
