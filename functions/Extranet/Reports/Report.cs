using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Reports;

/// <summary>Status of a project.</summary>
public enum ReportStatus
{
    /// <summary>As planned.</summary>
    OnTrack,

    /// <summary>The plan may not be kept.</summary>
    AtRisk,

    /// <summary>The plan is not kept.</summary>
    OffTrack,
}

/// <summary>Who sees a report.</summary>
public enum ReportState
{
    /// <summary>Operators only.</summary>
    Draft,

    /// <summary>The customer too. A published report stays published.</summary>
    Published,
}

/// <summary>A status report. Each version is kept as it was; the text is stored in separate rows.</summary>
public sealed record Report : IVersioned
{
    /// <summary>Maximum number of attachments of a report.</summary>
    public const int MaxAttachments = 20;

    /// <summary>Id of the report within its organization.</summary>
    public required string Id { get; init; }

    /// <summary>Everything that it says, except the text.</summary>
    public required ReportHead Head { get; init; }

    /// <summary>Who sees it.</summary>
    public required ReportState State { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<ReportAttachment> Attachments { get; init; } = [];

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Id of the operator who wrote this version.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Version { get; init; }

    // Reports are never deleted one by one.
    string IVersioned.Life => Id;

    /// <summary>The version that the current text was written with.</summary>
    public required int TextVersion { get; init; }

    /// <summary>The version that published it.</summary>
    public int? PublishedVersion { get; init; }

    public static Report New(string id, ReportDraft draft, DateTimeOffset now, string userId) => new()
    {
        Id = id,
        Head = draft.Head,
        State = draft.State,
        CreatedAt = now,
        ChangedAt = now,
        ChangedBy = userId,
        PublishedAt = draft.State == ReportState.Published ? now : null,
        PublishedVersion = draft.State == ReportState.Published ? 1 : null,
        Version = 1,
        TextVersion = 1,
    };

    /// <summary>The next version, with new content.</summary>
    public Outcome<Report> With(ReportDraft draft, DateTimeOffset now, string userId)
    {
        var isMoved = (draft.Head.ProjectId, draft.Head.OrderId) != (Head.ProjectId, Head.OrderId);
        if (State == ReportState.Published && (draft.State == ReportState.Draft || isMoved))
            return new ReportIsPublished();
        return this with
        {
            Head = draft.Head,
            State = draft.State,
            ChangedAt = now,
            ChangedBy = userId,
            PublishedAt = draft.State == ReportState.Published ? PublishedAt ?? now : null,
            PublishedVersion = draft.State == ReportState.Published ? PublishedVersion ?? Version + 1 : null,
            Version = Version + 1,
            TextVersion = Version + 1,
        };
    }

    /// <summary>The next version, with an additional file.</summary>
    public Report With(ReportAttachment attachment, DateTimeOffset now, string userId) => this with
    {
        Attachments = [.. Attachments, attachment],
        ChangedAt = now,
        ChangedBy = userId,
        Version = Version + 1,
    };
}

/// <summary>What a report says, except the text.</summary>
/// <param name="Title">1 to 150 characters.</param>
/// <param name="ProjectId">The project that it is about.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Status">Status of the project or order.</param>
public sealed record ReportHead(string Title, string? ProjectId, string? OrderId, DateOnly From, DateOnly To, ReportStatus Status);

/// <summary>A file of a report.</summary>
/// <param name="Id">Id of the file within its report.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Document">Where it is stored.</param>
public sealed record ReportAttachment(string Id, string Name, StoredDocument Document);

/// <summary>409: the report is published, and a customer may have read it.</summary>
public sealed record ReportIsPublished() : Failure(
    StatusCodes.Status409Conflict,
    "report-is-published",
    "The report is published",
    "A published report stays published and keeps its project and order. Send state published and the same project and order; the "
        + "previous version is kept.");
