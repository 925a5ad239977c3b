using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Communication.Email;

/// <summary>A mail in the protocol's JSON.</summary>
internal static class EmailJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Write(EmailMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            message.SenderAddress,
            Content = new { message.Content.Subject, message.Content.PlainText, message.Content.Html },
            Recipients = new
            {
                To = Addresses(message.Recipients.To),
                Cc = Addresses(message.Recipients.CC),
                Bcc = Addresses(message.Recipients.BCC),
            },
            Attachments = NullIfNone(message.Attachments.Select(file =>
                new { file.Name, file.ContentType, ContentInBase64 = file.Content.ToArray(), file.ContentId })),
            ReplyTo = Addresses(message.ReplyTo),
            Headers = message.Headers.Count > 0 ? message.Headers : null,
            message.UserEngagementTrackingDisabled,
        },
        Options);

    private static Recipient[]? Addresses(IEnumerable<EmailAddress> addresses) =>
        NullIfNone(addresses.Select(address => new Recipient(address.Address, address.DisplayName)));

    private static T[]? NullIfNone<T>(IEnumerable<T> items) => items.ToArray() is { Length: > 0 } some ? some : null;

    private sealed record Recipient(string Address, string? DisplayName);
}
