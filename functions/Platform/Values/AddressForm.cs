using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Values;

/// <summary>An address in a request.</summary>
public sealed record AddressForm
{
    /// <summary>Straße</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Street { get; init; }

    /// <summary>Hausnummer; may also be part of the street.</summary>
    [StringLength(20)]
    public string? HouseNumber { get; init; }

    /// <summary>Postleitzahl; required in DE, AT and CH, optional in other countries.</summary>
    [StringLength(12)]
    public string? PostalCode { get; init; }

    /// <summary>Ort</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? City { get; init; }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    [Required]
    [RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }
}
