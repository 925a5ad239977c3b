using System.Globalization;

namespace Accounts.Emulator.Email;

/// <summary>A mail in the outbox, as the doors show it.</summary>
/// <param name="Id">The operation id.</param>
/// <param name="SentAt">In the emulator's time, to the second.</param>
public sealed record StoredMail(
    string Id,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    IReadOnlyList<string> Bcc,
    IReadOnlyList<string> ReplyTo,
    string Subject,
    string? Text,
    string? Html,
    IReadOnlyList<StoredAttachment> Attachments,
    string OperationId,
    DateTimeOffset SentAt)
{
    internal static StoredMail Parse(string message)
    {
        var mail = MimePart.Parse(message);
        var parts = mail.Leaves().ToArray();
        var id = mail.Header(Outbox.OperationIdHeader) ?? "";
        return new StoredMail(
            id,
            Addresses("From")[0],
            Addresses("To"),
            Addresses("Cc"),
            Addresses("Bcc"),
            Addresses("Reply-To"),
            HeaderText.Decode(mail.Header("Subject") ?? ""),
            Text("text/plain"),
            Text("text/html"),
            [.. parts.Where(part => part.Header("Content-Disposition") is not null).Select(StoredAttachment.From)],
            id,
            DateTimeOffset.Parse(mail.Header("Date")!, CultureInfo.InvariantCulture));

        string[] Addresses(string header) => AddressHeader.Decode(mail.Header(header) ?? "");

        string? Text(string type) => Array
            .Find(parts, part => part.Header("Content-Disposition") is null && part.ContentType.StartsWith(type, StringComparison.Ordinal))
            ?.Text();
    }
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Size">In bytes.</param>
public sealed record StoredAttachment(string Name, string ContentType, int Size)
{
    internal byte[] Content { get; private init; } = [];

    internal static StoredAttachment From(MimePart part)
    {
        var content = part.Bytes();
        var name = Uri.UnescapeDataString(part.Header("Content-Disposition")!.Split("filename*=utf-8''")[1]);
        return new StoredAttachment(name, part.ContentType, content.Length) { Content = content };
    }
}
