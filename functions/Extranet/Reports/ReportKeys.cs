using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Extranet.Reports;

/// <summary>Keys of reports.</summary>
public static class ReportKeys
{
    /// <summary>Kind of the reports of an organization, oldest first.</summary>
    [RowKey(Tables.Organizations)]
    public const string Reports = "report:";

    /// <summary>Kind of their versions.</summary>
    [RowKey(Tables.Organizations)]
    public const string AllVersions = "report-version:";

    /// <summary>Kind of their texts.</summary>
    [RowKey(Tables.Organizations)]
    public const string AllTexts = "report-text:";

    /// <summary>One report, as it is now.</summary>
    public static string Report(string reportId) => Reports + reportId;

    /// <summary>Kind of the versions of a report, oldest first.</summary>
    public static string Versions(string reportId) => $"{AllVersions}{reportId}:";

    /// <summary>A report as it was.</summary>
    public static string Version(string reportId, int version) => Versions(reportId) + Number(version);

    /// <summary>Kind of the parts of a text.</summary>
    public static string Text(string reportId, int version) => $"{AllTexts}{reportId}:{Number(version)}:";

    /// <summary>A part of a text.</summary>
    public static string TextPart(string reportId, int version, int part) =>
        Text(reportId, version) + part.ToString("D2", CultureInfo.InvariantCulture);

    private static string Number(int version) => version.ToString("D6", CultureInfo.InvariantCulture);
}
