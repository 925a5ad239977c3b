using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>Section <c>Terms</c>: the terms (AGB) that orders are placed under.</summary>
public sealed class TermsOptions
{
    /// <summary>The version of the terms, such as a month.</summary>
    [Required(ErrorMessage = "Set Terms:Version to the version of the terms that orders are placed under.")]
    public string? Version { get; set; }

    /// <summary>Where they can be read; must stay readable as long as orders refer to them.</summary>
    [Required(ErrorMessage = "Set Terms:Url to where the terms can be read.")]
    [Address(ErrorMessage = "Terms:Url must be an absolute HTTPS address.")]
    public Uri? Url { get; set; }
}
