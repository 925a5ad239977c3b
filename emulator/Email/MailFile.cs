using System.Text;
using MimeKit;

namespace Accounts.Emulator.Email;

/// <summary>Writes a mail as a MIME message. Text is not encoded (8bit), so that a person can read and search the file.</summary>
internal static class MailFile
{
    public static readonly FormatOptions Format = Options();

    /// <exception cref="EmailErrorException">A header, a name or a type of the mail is not valid.</exception>
    public static MimeMessage Compose(EmailRequest mail, Guid operationId, DateTimeOffset sentAt)
    {
        try
        {
            var message = new MimeMessage { Date = sentAt, MessageId = $"{operationId}@outbox.localhost" };
            message.Headers.Replace(Subject(mail.Content!.Subject!));
            message.Headers.Add("X-Operation-Id", operationId.ToString());
            message.From.Add(new MailboxAddress(null, mail.SenderAddress!));
            Add(message.To, mail.Recipients!.To);
            Add(message.Cc, mail.Recipients.Cc);
            Add(message.Bcc, mail.Recipients.Bcc);
            Add(message.ReplyTo, mail.ReplyTo);
            foreach (var (name, value) in mail.Headers ?? [])
                message.Headers.Add(name, Line(value));
            message.Body = Body(mail);
            message.Prepare(EncodingConstraint.EightBit);
            return message;
        }
        catch (Exception e) when (e is ArgumentException or ParseException)
        {
            throw new EmailErrorException(EmailError.Invalid("A header, a name or a type of the mail is not valid."));
        }
    }

    private static MimeEntity Body(EmailRequest mail)
    {
        var body = new BodyBuilder { TextBody = mail.Content!.PlainText, HtmlBody = mail.Content.Html };
        foreach (var file in mail.Attachments ?? [])
        {
            var files = file.ContentId is null ? body.Attachments : body.LinkedResources;
            var part = files.Add(file.Name!, file.ContentInBase64 ?? [], ContentType.Parse(file.ContentType!));
            if (file.ContentId is not null)
                part.ContentId = file.ContentId;
        }

        return body.ToMessageBody();
    }

    private static void Add(InternetAddressList list, EmailRequest.Address[]? addresses)
    {
        foreach (var address in addresses ?? [])
            list.Add(new MailboxAddress(address.DisplayName is { } name ? Line(name) : null, address.Email!));
    }

    private static Header Subject(string text)
    {
        var header = new Header(HeaderId.Subject, "");
        header.SetValue(Format, Encoding.UTF8, Line(text));
        return header;
    }

    // Without line breaks, no text can add a header.
    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static FormatOptions Options()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        // Words are counted before they are encoded, which makes them longer.
        options.MaxLineLength = 64;
        return options;
    }
}
