using System.ComponentModel.DataAnnotations;

namespace Accounts.Organizations;

/// <summary>Section <c>ContactForm</c>: where companies without self-service are sent.</summary>
public sealed class ContactFormOptions
{
    /// <summary>The address of the form on the provider's site.</summary>
    [Required(ErrorMessage = "Set ContactForm:Url to the address of the contact form.")]
    public Uri Url { get; set; } = null!;
}
