using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Emulator.Email;

/// <summary>A mail in the protocol's format (learn.microsoft.com, "Email - Send").</summary>
internal sealed record EmailRequest(
    string? SenderAddress,
    EmailRequest.Texts? Content,
    EmailRequest.Receivers? Recipients,
    EmailRequest.Attachment[]? Attachments,
    EmailRequest.Address[]? ReplyTo,
    Dictionary<string, string>? Headers)
{
    private const int MaxBytes = 10 * 1024 * 1024;
    private const int MaxRecipients = 50;

    public IEnumerable<Address> AllRecipients => [.. Recipients?.To ?? [], .. Recipients?.Cc ?? [], .. Recipients?.Bcc ?? []];

    /// <summary>Reads a mail and checks it as the service does.</summary>
    /// <exception cref="EmailErrorException">The service would refuse the mail.</exception>
    public static EmailRequest Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxBytes)
            throw new EmailErrorException(EmailError.TooLarge);
        try
        {
            var mail = JsonSerializer.Deserialize<EmailRequest>(body.Span, JsonSerializerOptions.Web);
            return mail?.Fault() is { } fault ? throw new EmailErrorException(EmailError.Invalid(fault)) : mail!;
        }
        catch (JsonException)
        {
            throw new EmailErrorException(EmailError.Invalid("The body must be a mail as JSON."));
        }
    }

    private string? Fault() => this switch
    {
        { Content: null } or { Content: { PlainText: null or "", Html: null or "" } } => "The mail has no content.",
        { Content.Subject: null or "" } => "The mail has no subject.",
        _ when AllRecipients.Count() is 0 or > MaxRecipients => $"A mail must have 1 to {MaxRecipients} recipients.",
        _ when !IsAddress(SenderAddress) => "The sender's address is not valid.",
        _ when !AllRecipients.Concat(ReplyTo ?? []).All(address => IsAddress(address.Email)) => "An address of the mail is not valid.",
        _ when Attachments?.Any(file => file.Name is null or "" || file.ContentType is null or "") == true =>
            "Each attachment must have a name and a type.",
        _ => null,
    };

    private static bool IsAddress(string? text)
    {
        var at = text?.LastIndexOf('@') ?? -1;
        return at >= 1 && at < text!.Length - 1
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';');
    }

    internal sealed record Texts(string? Subject, string? PlainText, string? Html);

    internal sealed record Receivers(Address[]? To, Address[]? Cc, Address[]? Bcc);

    internal sealed record Address([property: JsonPropertyName("address")] string? Email, string? DisplayName);

    internal sealed record Attachment(string? Name, string? ContentType, byte[]? ContentInBase64, string? ContentId);
}

/// <summary>Carries an error up to <c>EmailService</c>, which turns it into an answer.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this folder only.
internal sealed class EmailErrorException(EmailError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    public EmailError Error => error;
}
