using Accounts.Platform.Values;

namespace Accounts.Extranet.Reports;

/// <summary>A report in a list.</summary>
/// <param name="Id">Id of the report within its organization.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Title">Title of the report.</param>
/// <param name="ProjectId">The project that it is about.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Period">The period of the report.</param>
/// <param name="Status">Status of the project or order.</param>
/// <param name="State">Only operators see drafts.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Attachments">Its files.</param>
/// <param name="Links">Links to the parts of the report.</param>
public sealed record ReportSummary(
    string Id,
    int Version,
    string Title,
    string? ProjectId,
    string? OrderId,
    ReportPeriod Period,
    ReportStatus Status,
    ReportState State,
    DateTimeOffset ChangedAt,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<AttachmentView> Attachments,
    ReportLinks Links)
{
    public static ReportSummary Of(string organizationId, Report report) => new(
        report.Id,
        report.Version,
        report.Head.Title,
        report.Head.ProjectId,
        report.Head.OrderId,
        new(report.Head.From, report.Head.To),
        report.Head.Status,
        report.State,
        report.ChangedAt,
        report.PublishedAt,
        [.. report.Attachments.Select(attachment => AttachmentView.Of(organizationId, report.Id, attachment))],
        new ReportLinks(AddressOf(organizationId, report.Id), AddressOf(organizationId, report.Id) + "/versions"));

    /// <summary>The address of a report.</summary>
    public static string AddressOf(string organizationId, string reportId) =>
        $"/api/organizations/{organizationId}/extranet/reports/{reportId}";
}

/// <summary>The period of a report.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To);

/// <summary>A report as the API returns it.</summary>
/// <param name="Report">The same data as in lists.</param>
/// <param name="Text">Markdown, as it was written.</param>
/// <param name="Html">The same as HTML without scripts, styles and images, with links to https and mailto only.</param>
public sealed record ReportView(ReportSummary Report, string Text, string Html)
{
    public static ReportView Of(string organizationId, Report report, string text) =>
        new(ReportSummary.Of(organizationId, report), text, Markdown.ToHtml(text));
}

/// <summary>Links to the parts of a report.</summary>
/// <param name="Self">The report.</param>
/// <param name="Versions">All versions of the report.</param>
public sealed record ReportLinks(string Self, string Versions);

/// <summary>A file of a report.</summary>
/// <param name="Id">Id of the file within its report.</param>
/// <param name="Name">Its file name.</param>
/// <param name="ContentType">Media type of the file.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
/// <param name="Links">Link to the file.</param>
public sealed record AttachmentView(string Id, string Name, string ContentType, int Size, string Sha256, AttachmentLinks Links)
{
    public static AttachmentView Of(string organizationId, string reportId, ReportAttachment attachment) => new(
        attachment.Id,
        attachment.Name,
        attachment.Document.ContentType,
        attachment.Document.Size,
        attachment.Document.Sha256,
        new AttachmentLinks($"{ReportSummary.AddressOf(organizationId, reportId)}/attachments/{attachment.Id}"));
}

/// <summary>Link to a file.</summary>
/// <param name="Self">The file itself.</param>
public sealed record AttachmentLinks(string Self);
