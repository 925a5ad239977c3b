using System.Globalization;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Reports;

/// <summary>Keys of reports.</summary>
public static class ReportKeys
{
    /// <summary>Key prefix of the reports of an organization, oldest first.</summary>
    [RowKey(Tables.Organizations)]
    public const string Reports = "report:";

    /// <summary>Key prefix of the versions of reports.</summary>
    [RowKey(Tables.Organizations)]
    public const string AllVersions = "report-version:";

    /// <summary>Key prefix of the texts of reports.</summary>
    [RowKey(Tables.Organizations)]
    public const string AllTexts = "report-text:";

    /// <summary>Key prefix of the latest published report of each project.</summary>
    [RowKey(Tables.Organizations)]
    public const string LatestOfProjects = "report-of-project:";

    /// <summary>Key prefix of the latest published report of each order, sorted by order, latest order first.</summary>
    [RowKey(Tables.Organizations)]
    public const string LatestOfOrders = "report-of-order:";

    /// <summary>The rows in which a report is the latest one, or may become the latest one.</summary>
    public static IEnumerable<string> Latest(ReportHead head)
    {
        if (head.ProjectId is { } project)
            yield return LatestOfProjects + project;
        if (OrderId.Parse(head.OrderId) is { } order)
            yield return LatestOfOrders + OrderKeys.Inverted(order.Number);
    }

    /// <summary>Key of the current version of a report.</summary>
    public static string Report(string reportId) => Reports + reportId;

    /// <summary>Key prefix of the versions of a report, oldest first.</summary>
    public static string Versions(string reportId) => $"{AllVersions}{reportId}:";

    /// <summary>Key of a version of a report.</summary>
    public static string Version(string reportId, int version) => Versions(reportId) + Number(version);

    /// <summary>Key prefix of the parts of a text.</summary>
    public static string Text(string reportId, int version) => $"{AllTexts}{reportId}:{Number(version)}:";

    /// <summary>Key of a part of a text.</summary>
    public static string TextPart(string reportId, int version, int part) =>
        Text(reportId, version) + part.ToString("D2", CultureInfo.InvariantCulture);

    private static string Number(int version) => version.ToString("D6", CultureInfo.InvariantCulture);
}
