namespace Azure.Communication.Email;

/// <summary>A mail to send.</summary>
public class EmailMessage
{
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        SenderAddress = senderAddress;
        Recipients = recipients;
        Content = content;
    }

    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    public IList<EmailAttachment> Attachments { get; } = [];

    public EmailContent Content { get; }

    /// <summary>Further headers by their names.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    public EmailRecipients Recipients { get; }

    public IList<EmailAddress> ReplyTo { get; } = [];

    public string SenderAddress { get; }

    /// <summary>Whether the service leaves links as they are and counts no readers.</summary>
    public bool? UserEngagementTrackingDisabled { get; set; }
}
