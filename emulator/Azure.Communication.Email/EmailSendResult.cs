namespace Azure.Communication.Email;

/// <summary>What became of a send.</summary>
public class EmailSendResult
{
    internal EmailSendResult(EmailSendStatus status) => Status = status;

    public EmailSendStatus Status { get; }
}
