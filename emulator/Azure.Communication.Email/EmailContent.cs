namespace Azure.Communication.Email;

/// <summary>The content of a mail: plain text, HTML or both.</summary>
public class EmailContent
{
    public EmailContent(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Subject = subject;
    }

    public string? Html { get; set; }

    public string? PlainText { get; set; }

    public string Subject { get; }
}
