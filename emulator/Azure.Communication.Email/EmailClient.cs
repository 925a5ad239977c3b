using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Sends mail.</summary>
public class EmailClient
{
    protected EmailClient()
    {
    }

    public EmailClient(string connectionString) => throw new NotImplementedException();

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null) => throw new NotImplementedException();

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
