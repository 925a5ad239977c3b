namespace Azure.Communication.Email;

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

    /// <summary>The id by which HTML refers to the file, as <c>cid:</c>.</summary>
    public string? ContentId { get; set; }

    public string ContentType { get; }

    public string Name { get; }
}
