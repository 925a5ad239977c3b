using MimeKit;

namespace Accounts.Emulator.Email;

/// <summary>A mail in the outbox, as endpoints and pages show it.</summary>
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
    /// <summary>Reads a file. Another program may have written it, so no header is required.</summary>
    internal static StoredMail Read(string path)
    {
        using var mail = Load(path);
        var id = Path.GetFileNameWithoutExtension(path);
        return new StoredMail(
            id,
            Addresses(mail.From).FirstOrDefault() ?? "",
            Addresses(mail.To),
            Addresses(mail.Cc),
            Addresses(mail.Bcc),
            Addresses(mail.ReplyTo),
            mail.Subject ?? "",
            mail.TextBody?.ReplaceLineEndings("\n"),
            mail.HtmlBody?.ReplaceLineEndings("\n"),
            [.. mail.BodyParts.OfType<MimePart>().Where(part => part.ContentDisposition is not null).Select(StoredAttachment.From)],
            id,
            mail.Date == DateTimeOffset.MinValue ? File.GetLastWriteTimeUtc(path) : mail.Date);
    }

    private static MimeMessage Load(string path)
    {
        try
        {
            return MimeMessage.Load(path);
        }
        catch (FormatException)
        {
            return new MimeMessage { Date = DateTimeOffset.MinValue };
        }
    }

    // Domains as A-labels, as they were sent.
    private static string[] Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Select(mailbox => MailboxAddress.EncodeAddrspec(mailbox.Address))];
}

/// <summary>An attachment of a mail.</summary>
/// <param name="Size">In bytes.</param>
public sealed record StoredAttachment(string Name, string ContentType, int Size)
{
    internal byte[] Content { get; private init; } = [];

    internal static StoredAttachment From(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return new StoredAttachment(part.FileName ?? "unnamed", part.ContentType.MimeType, (int)content.Length)
        {
            Content = content.ToArray(),
        };
    }
}
