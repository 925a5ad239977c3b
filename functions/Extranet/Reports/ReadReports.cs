using System.Globalization;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Reports;

/// <summary><c>GET /organizations/{organizationId}/extranet/reports</c>, one of them, and its versions.</summary>
public sealed class ReadReports(ExtranetStore extranets, ReportStore reports)
{
    private const string One = "organizations/{organizationId}/extranet/reports/{reportId}";

    [Function(nameof(ListReports))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "List the reports of the extranet",
        Description = "In the order of their creation. Only operators see drafts, so pages of others may have fewer entries than limit.",
        Gives = typeof(PageView<ReportSummary>),
        Pages = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ListReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/reports")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var shown = Shown(request, await reports.ListAsync(organizationId, page, cancellationToken));
        return Answer.Read(shown.Show(report => ReportSummary.Of(organizationId, report)));
    }

    [Function(nameof(GetReport))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation("Show a report, with its text as HTML", Gives = typeof(ReportView), HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> GetReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request,
        string organizationId,
        string reportId,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (!Ids.IsWellFormed(reportId)
            || await reports.FindAsync(organizationId, reportId, cancellationToken) is not { Value: var report }
            || !IsShown(request, report))
            return new NotFound();
        return Answer.Ok(await ViewAsync(organizationId, report, cancellationToken), report);
    }

    [Function(nameof(ListReportVersions))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "List the versions of a report, oldest first",
        Description = "Only operators see those from before it was published.",
        Gives = typeof(PageView<ReportSummary>),
        Pages = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ListReportVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/versions")] HttpRequest request,
        string organizationId,
        string reportId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (!Ids.IsWellFormed(reportId))
            return new NotFound();
        var versions = Shown(request, await reports.VersionsAsync(organizationId, reportId, page, cancellationToken));
        // A report always has a version. A caller who may see none gets the same answer as for a report that does not exist.
        return versions is { Items.Count: 0, Next: null } && page.After.Length == 0
            ? new NotFound()
            : Answer.Read(versions.Show(report => ReportSummary.Of(organizationId, report)));
    }

    [Function(nameof(GetReportVersion))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation("Show a version of a report", Gives = typeof(ReportView), HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> GetReportVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/versions/{version}")] HttpRequest request,
        string organizationId,
        string reportId,
        string version,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        return Ids.IsWellFormed(reportId)
            && version.Length <= 6 && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await reports.FindAsync(organizationId, reportId, number, cancellationToken) is { } report
            && IsShown(request, report)
                ? Answer.Read(await ViewAsync(organizationId, report, cancellationToken))
                : new NotFound();
    }

    private static Slice<Report> Shown(HttpRequest request, Slice<Report> page) =>
        page with { Items = [.. page.Items.Where(report => IsShown(request, report.Value))] };

    private static bool IsShown(HttpRequest request, Report report) =>
        report.State == ReportState.Published || request.Acting() == Who.Operator;

    private async Task<ReportView> ViewAsync(string organizationId, Report report, CancellationToken cancellationToken) =>
        ReportView.Of(organizationId, report, await reports.TextAsync(organizationId, report, cancellationToken));
}
