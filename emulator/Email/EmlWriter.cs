using System.Globalization;
using System.Text;
using Azure.Communication.Email;

namespace Accounts.Emulator.Email;

/// <summary>
/// Writes a mail as RFC 5322 message. Text stands as it is (8bit), so that a person can read and search the file;
/// only lines longer than mail allows, and attachments, are base64.
/// </summary>
internal sealed class EmlWriter
{
    private const int LongestLine = 998;

    private readonly StringBuilder _text = new();

    private EmlWriter()
    {
    }

    public static byte[] Write(EmailMessage message, Guid operationId, DateTimeOffset sentAt)
    {
        var writer = new EmlWriter();
        writer.WriteHeaders(message, operationId, sentAt);
        if (message.Attachments.Count == 0)
            writer.WriteContent(message.Content);
        else
            writer.WriteMultipart("mixed", [
                () => writer.WriteContent(message.Content),
                .. message.Attachments.Select(attachment => (Action)(() => writer.WriteAttachment(attachment)))]);
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    private void WriteHeaders(EmailMessage message, Guid operationId, DateTimeOffset sentAt)
    {
        Header("Date", sentAt.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header("Message-ID", $"<{operationId}@outbox.localhost>");
        Header(Outbox.OperationIdHeader, operationId.ToString());
        Header("From", AddressHeader.Encode([new EmailAddress(message.SenderAddress)]));
        Addresses("To", message.Recipients.To);
        Addresses("Cc", message.Recipients.CC);
        Addresses("Bcc", message.Recipients.BCC);
        Addresses("Reply-To", message.ReplyTo);
        Header("Subject", HeaderText.Encode(message.Content.Subject));
        foreach (var (name, value) in message.Headers)
        {
            if (name.Length == 0 || name.Any(c => c is <= ' ' or >= (char)127 or ':'))
                throw new ArgumentException("A header of the mail has a name that mail does not allow.", nameof(message));
            Header(name, HeaderText.Encode(value));
        }

        Header("MIME-Version", "1.0");
    }

    private void WriteContent(EmailContent content)
    {
        if (content is { PlainText: { } text, Html: { } html })
            WriteMultipart("alternative", [() => WriteText("plain", text), () => WriteText("html", html)]);
        else if (content.Html is not null)
            WriteText("html", content.Html);
        else
            WriteText("plain", content.PlainText ?? "");
    }

    private void WriteMultipart(string kind, IEnumerable<Action> parts)
    {
        var boundary = $"part-{Guid.NewGuid():N}";
        Header("Content-Type", $"multipart/{kind}; boundary=\"{boundary}\"");
        foreach (var part in parts)
        {
            _text.Append("\r\n--").Append(boundary).Append("\r\n");
            part();
        }

        _text.Append("\r\n--").Append(boundary).Append("--\r\n");
    }

    private void WriteText(string kind, string text)
    {
        text = text.ReplaceLineEndings("\r\n");
        var fits = text.Split("\r\n").All(line => Encoding.UTF8.GetByteCount(line) <= LongestLine);
        Header("Content-Type", $"text/{kind}; charset=utf-8");
        Header("Content-Transfer-Encoding", fits ? "8bit" : "base64");
        _text.Append("\r\n").Append(fits ? text : Base64(Encoding.UTF8.GetBytes(text)));
    }

    private void WriteAttachment(EmailAttachment attachment)
    {
        Header("Content-Type", attachment.ContentType.ReplaceLineEndings(" "));
        Header("Content-Transfer-Encoding", "base64");
        // RFC 2231: the name may be any text.
        Header("Content-Disposition", $"{(attachment.ContentId is null ? "attachment" : "inline")}; filename*=utf-8''{Uri.EscapeDataString(attachment.Name)}");
        if (attachment.ContentId is not null)
            Header("Content-ID", $"<{attachment.ContentId.ReplaceLineEndings("")}>");
        _text.Append("\r\n").Append(Base64(attachment.Content.ToMemory().Span));
    }

    private void Addresses(string name, IList<EmailAddress> addresses)
    {
        if (addresses.Count > 0)
            Header(name, AddressHeader.Encode(addresses));
    }

    private void Header(string name, string value) => _text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
}
