using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>Section <c>Mail</c>: the mail service and the addresses.</summary>
/// <remarks>
/// The sender has no display name here: the mail service takes it from the sender's user name in its own settings, never from
/// a mail.
/// </remarks>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>A connection string of the mail service. Exactly one of this and <see cref="Endpoint"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The address of the mail service, used with the app's own identity. Deployments set it.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The address that all mails come from; the mail service must know it.</summary>
    public string? Sender { get; set; }

    /// <summary>The address for replies; without it, they go to the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The address at which sales is notified of new requests.</summary>
    public string? SalesAddress { get; set; }

    /// <summary>The provider's name, above and below each mail.</summary>
    public string? ProviderName { get; set; }

    /// <summary>
    /// How long one attempt waits for the service's result. A mail that takes longer is not lost: the next attempt asks for the
    /// result of the same mail.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == Endpoint is null)
            yield return new ValidationResult("Set exactly one of Mail:ConnectionString and Mail:Endpoint.");
        if (Endpoint is not null && !(Endpoint.IsAbsoluteUri && Endpoint.Scheme == Uri.UriSchemeHttps))
            yield return new ValidationResult("Set Mail:Endpoint to an address that starts with https://.");
        if (!IsAddress(Sender))
            yield return new ValidationResult("Set Mail:Sender to the e-mail address that mails come from.");
        if (!string.IsNullOrEmpty(ReplyTo) && !IsAddress(ReplyTo))
            yield return new ValidationResult("Set Mail:ReplyTo to the e-mail address that answers go to, or leave it out.");
        if (!IsAddress(SalesAddress))
            yield return new ValidationResult("Set Mail:SalesAddress to the e-mail address of sales.");
        if (string.IsNullOrWhiteSpace(ProviderName))
            yield return new ValidationResult("Set Mail:ProviderName to the name that mails are signed with.");
    }

    private static bool IsAddress(string? address) => EmailAddress.Parse(address).Succeeded(out _, out _);
}
