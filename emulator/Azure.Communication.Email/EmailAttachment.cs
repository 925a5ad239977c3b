namespace Azure.Communication.Email;

/// <summary>A file that goes with a mail.</summary>
public class EmailAttachment
{
    public EmailAttachment(string name, string contentType, BinaryData content)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        ArgumentNullException.ThrowIfNull(content);
        Name = name;
        ContentType = contentType;
        Content = content;
    }

    public BinaryData Content { get; }

    /// <summary>By which HTML refers to the file as <c>cid:</c>.</summary>
    public string? ContentId { get; set; }

    public string ContentType { get; }

    public string Name { get; }
}
