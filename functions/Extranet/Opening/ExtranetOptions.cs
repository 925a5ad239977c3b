using System.ComponentModel.DataAnnotations;

namespace Accounts.Extranet.Opening;

/// <summary>Section <c>Extranet</c>.</summary>
public sealed class ExtranetOptions
{
    /// <summary>For how many days an ended extranet keeps its content, so that it can be opened again.</summary>
    [Range(1, 3_650, ErrorMessage = "Set Extranet:RetentionDays to a number from 1 to 3650.")]
    public int RetentionDays { get; set; } = 90;
}
