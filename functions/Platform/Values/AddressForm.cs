using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Values;

/// <summary>An address, as it comes in.</summary>
public sealed record AddressForm
{
    /// <summary>Straße</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Street { get; init; }

    /// <summary>Hausnummer; may also stand in the street.</summary>
    [StringLength(20)]
    public string? HouseNumber { get; init; }

    /// <summary>Postleitzahl; of countries that have some, and required in DE, AT and CH.</summary>
    [StringLength(12)]
    public string? PostalCode { get; init; }

    /// <summary>Ort</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? City { get; init; }

    /// <summary>The same as the account's.</summary>
    [Required]
    [RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }
}
