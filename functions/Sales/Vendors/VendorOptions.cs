using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Vendors;

/// <summary>Section <c>Vendor</c>: where licenses are bought. The same section holds the secrets that the vendor signs with.</summary>
public sealed class VendorOptions
{
    /// <summary>Beginning of its addresses, without the trailing slash.</summary>
    [Required(ErrorMessage = "Set Vendor:BaseUrl to the address of the license vendor's interface.")]
    [Address(ErrorMessage = "Vendor:BaseUrl must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri BaseUrl { get; set; } = null!;

    /// <summary>Our key for its interface.</summary>
    [Required(ErrorMessage = "Set Vendor:ApiKey to the key for the license vendor's interface.")]
    public string ApiKey { get; set; } = null!;

    /// <summary>How long one request may take. No user waits for it, but a purchase must be settled at some time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00", ErrorMessage = "Set Vendor:Timeout to a time between 0.1 seconds and 2 minutes.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
