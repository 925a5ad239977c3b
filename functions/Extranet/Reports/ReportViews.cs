using Accounts.Platform.Values;

namespace Accounts.Extranet.Reports;

/// <summary>A report as lists show it.</summary>
/// <param name="Id">Names it within its organization.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Title">What it is called.</param>
/// <param name="ProjectId">The project that it is about.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Period">What time it is about.</param>
/// <param name="Status">How things stand.</param>
/// <param name="State">Drafts are seen by operators only.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Attachments">Its files.</param>
/// <param name="Links">Where the rest is.</param>
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
    /// <summary>Shows a report.</summary>
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

    /// <summary>Where a report is.</summary>
    public static string AddressOf(string organizationId, string reportId) =>
        $"/api/organizations/{organizationId}/extranet/reports/{reportId}";
}

/// <summary>What time a report is about.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To);

/// <summary>A report as the interface shows it.</summary>
/// <param name="Report">What lists show.</param>
/// <param name="Text">Markdown, as it was written.</param>
/// <param name="Html">The same as HTML without scripts, styles and images, with links to https and mailto only.</param>
public sealed record ReportView(ReportSummary Report, string Text, string Html)
{
    /// <summary>Shows a report.</summary>
    public static ReportView Of(string organizationId, Report report, string text) =>
        new(ReportSummary.Of(organizationId, report), text, Markdown.ToHtml(text));
}

/// <summary>Where the parts of a report are.</summary>
/// <param name="Self">The report.</param>
/// <param name="Versions">What it was before.</param>
public sealed record ReportLinks(string Self, string Versions);

/// <summary>A file of a report.</summary>
/// <param name="Id">Names it within its report.</param>
/// <param name="Name">Its file name.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
/// <param name="Links">Where it is.</param>
public sealed record AttachmentView(string Id, string Name, string ContentType, int Size, string Sha256, AttachmentLinks Links)
{
    /// <summary>Shows a file.</summary>
    public static AttachmentView Of(string organizationId, string reportId, ReportAttachment attachment) => new(
        attachment.Id,
        attachment.Name,
        attachment.Document.ContentType,
        attachment.Document.Size,
        attachment.Document.Sha256,
        new AttachmentLinks($"{ReportSummary.AddressOf(organizationId, reportId)}/attachments/{attachment.Id}"));
}

/// <summary>Where a file is.</summary>
/// <param name="Self">The file itself.</param>
public sealed record AttachmentLinks(string Self);
