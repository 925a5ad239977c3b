using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Values;

/// <summary>An address, as it comes in.</summary>
public sealed record AddressForm
{
    /// <summary>Straße</summary>
    [Required]
    public string? Street { get; init; }

    /// <summary>Hausnummer; may also stand in the street.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>Postleitzahl</summary>
    [Required]
    public string? PostalCode { get; init; }

    /// <summary>Ort</summary>
    [Required]
    public string? City { get; init; }

    /// <summary>The same as the account's.</summary>
    [Required]
    public string? Country { get; init; }
}
