using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Extranet.Reports;

/// <summary>The latest published report of a project or an order.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Title">Title of the report.</param>
/// <param name="Status">Status of the project or order.</param>
/// <param name="Period">The period of the report.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record LatestReport(string ReportId, string Title, ReportStatus Status, ReportPeriod Period, DateTimeOffset PublishedAt);

/// <summary>
/// The latest report of each project and each order. These reports have their own rows, sorted like the projects and orders, so that a
/// page of those finds its reports in one operation.
/// </summary>
public sealed class LatestReports(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Adds a report to its transaction as the latest one, unless it is a draft or another report was published later.</summary>
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
    /// The latest reports of one kind after a key, by the rest of their own key. A page of the same size is enough, because each project
    /// or order has at most one. One storage operation.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, LatestReport>> AfterAsync(
        string organizationId, string kind, PageRequest page, CancellationToken cancellationToken) =>
        (await _organizations.PageAsync<LatestReport>(organizationId, kind, page, cancellationToken)).Items
            .ToDictionary(row => row.RowKey[kind.Length..], row => row.Value);
}
