using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Reports;

/// <summary>How a project stands.</summary>
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

    /// <summary>The customer. What is published stays so.</summary>
    Published,
}

/// <summary>A status report. Each version is kept as it was; the text lies in rows of its own.</summary>
public sealed record Report : IVersioned
{
    /// <summary>Most attachments of a report.</summary>
    public const int MaxAttachments = 20;

    /// <summary>Names it within its organization.</summary>
    public required string Id { get; init; }

    /// <summary>What it says, apart from the text.</summary>
    public required ReportHead Head { get; init; }

    /// <summary>Who sees it.</summary>
    public required ReportState State { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<ReportAttachment> Attachments { get; init; } = [];

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Id of the operator who did.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Version { get; init; }

    // Reports are never deleted one by one.
    string IVersioned.Life => Id;

    /// <summary>The version that the text came with.</summary>
    public required int TextVersion { get; init; }

    /// <summary>The version that published it.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>A new report.</summary>
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

    /// <summary>The next version, with another text.</summary>
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

    /// <summary>The next version, with one file more.</summary>
    public Report With(ReportAttachment attachment, DateTimeOffset now, string userId) => this with
    {
        Attachments = [.. Attachments, attachment],
        ChangedAt = now,
        ChangedBy = userId,
        Version = Version + 1,
    };
}

/// <summary>What a report says, apart from the text.</summary>
/// <param name="Title">1 to 150 characters.</param>
/// <param name="ProjectId">The project that it is about.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Status">How things stand.</param>
public sealed record ReportHead(string Title, string? ProjectId, string? OrderId, DateOnly From, DateOnly To, ReportStatus Status);

/// <summary>A file of a report.</summary>
/// <param name="Id">Names it within its report.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Document">Where it is stored.</param>
public sealed record ReportAttachment(string Id, string Name, StoredDocument Document);

/// <summary>409: a customer may have read it.</summary>
public sealed record ReportIsPublished() : Failure(
    StatusCodes.Status409Conflict,
    "report-is-published",
    "The report is published",
    "A published report stays so, and with its project and order. Send state published, and the same two; the version before is kept.");
