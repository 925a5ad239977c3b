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
    /// <param name="message">The file. Other programs may have put it there, so nothing in it is relied on.</param>
    /// <param name="id">The file's name.</param>
    /// <param name="writtenAt">When the file was written, for mails that do not tell.</param>
    internal static StoredMail Parse(string message, string id, DateTimeOffset writtenAt)
    {
        var mail = MimePart.Parse(message);
        var parts = mail.Leaves().ToArray();
        return new StoredMail(
            id,
            Addresses("From").FirstOrDefault() ?? "",
            Addresses("To"),
            Addresses("Cc"),
            Addresses("Bcc"),
            Addresses("Reply-To"),
            HeaderText.Decode(mail.Header("Subject") ?? ""),
            Text("text/plain"),
            Text("text/html"),
            [.. parts.Where(part => part.Header("Content-Disposition") is not null).Select(StoredAttachment.From)],
            id,
            DateTimeOffset.TryParse(mail.Header("Date"), CultureInfo.InvariantCulture, out var sentAt) ? sentAt : writtenAt);

        string[] Addresses(string header) => AddressHeader.Decode(mail.Header(header) ?? "");

        string? Text(string type) => Array
            .Find(parts, part => part.Header("Content-Disposition") is null && part.ContentType.StartsWith(type, StringComparison.OrdinalIgnoreCase))
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
        var name = part.Header("Content-Disposition")!.Split("filename*=utf-8''").ElementAtOrDefault(1);
        return new StoredAttachment(name is null ? "unnamed" : Uri.UnescapeDataString(name), part.ContentType, content.Length) { Content = content };
    }
}
