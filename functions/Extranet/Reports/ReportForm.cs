using System.ComponentModel.DataAnnotations;

namespace Accounts.Extranet.Reports;

/// <summary>A report in a request.</summary>
public sealed record ReportForm
{
    /// <summary>1 to 150 characters.</summary>
    [Required]
    [StringLength(150, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>A project of the organization that it is about.</summary>
    public string? ProjectId { get; init; }

    /// <summary>An order of the organization that it is about.</summary>
    public string? OrderId { get; init; }

    /// <summary>The period of the report.</summary>
    [Required]
    public ReportPeriodForm? Period { get; init; }

    /// <summary>Status of the project or order.</summary>
    [Required]
    public ReportStatus? Status { get; init; }

    /// <summary>Markdown (CommonMark with tables), 1 to 20,000 characters. HTML in it is shown as text.</summary>
    [Required]
    [StringLength(Markdown.MaxLength, MinimumLength = 1)]
    public string? Text { get; init; }

    /// <summary>Whether customers see it. A published report stays published.</summary>
    [Required]
    public ReportState? State { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static ReportForm Example { get; } = new()
    {
        Title = "Netzwerk Standort Berlin, März",
        Period = new() { From = new DateOnly(2027, 3, 1), To = new DateOnly(2027, 3, 31) },
        Status = ReportStatus.OnTrack,
        Text = "## Stand\n\nDie **Verkabelung** ist fertig.\n\n- Messprotokolle im Anhang\n- Abnahme am 5. April",
        State = ReportState.Published,
    };
}

/// <summary>The period of a report.</summary>
public sealed record ReportPeriodForm
{
    /// <summary>First day.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>Last day, within 2 years.</summary>
    [Required]
    public DateOnly? To { get; init; }
}
