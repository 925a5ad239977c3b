using System.ComponentModel.DataAnnotations;

namespace Accounts.Extranet.Reports;

/// <summary>A report as it comes in.</summary>
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

    /// <summary>What time it is about.</summary>
    [Required]
    public ReportPeriodForm? Period { get; init; }

    /// <summary>How things stand.</summary>
    [Required]
    public ReportStatus? Status { get; init; }

    /// <summary>Markdown (CommonMark with tables), 1 to 20,000 characters. HTML in it is shown as text.</summary>
    [Required]
    [StringLength(Markdown.MaxLength, MinimumLength = 1)]
    public string? Text { get; init; }

    /// <summary>Whether customers see it. Published, it stays so.</summary>
    [Required]
    public ReportState? State { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static ReportForm Example { get; } = new()
    {
        Title = "Netzwerk Standort Berlin, März",
        Period = new() { From = new DateOnly(2027, 3, 1), To = new DateOnly(2027, 3, 31) },
        Status = ReportStatus.OnTrack,
        Text = "## Stand\n\nDie **Verkabelung** ist fertig.\n\n- Messprotokolle im Anhang\n- Abnahme am 5. April",
        State = ReportState.Published,
    };
}

/// <summary>What time a report is about.</summary>
public sealed record ReportPeriodForm
{
    /// <summary>First day.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>Last day, within 2 years.</summary>
    [Required]
    public DateOnly? To { get; init; }
}
