using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>Section <c>ContactForm</c>: where companies without self-service are sent.</summary>
public sealed class ContactFormOptions
{
    /// <summary>The address of the form on the provider's site.</summary>
    [Required(ErrorMessage = "Set ContactForm:Url to the address of the contact form.")]
    [Address(ErrorMessage = "ContactForm:Url must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri Url { get; set; } = null!;
}
