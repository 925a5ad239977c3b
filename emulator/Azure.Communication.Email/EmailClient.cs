using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>Sends mail by the service's REST protocol.</summary>
public class EmailClient
{
    private const string Scope = "https://communication.azure.com/.default";

    private readonly EmailRestClient _rest = null!;

    protected EmailClient()
    {
    }

    public EmailClient(string connectionString) : this(connectionString, new EmailClientOptions())
    {
    }

    public EmailClient(string connectionString, EmailClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var (endpoint, key) = EmailConnectionString.Parse(connectionString);
        options ??= new EmailClientOptions();
        _rest = new EmailRestClient(HttpPipelineBuilder.Build(options, new SharedKeyPolicy(key)), endpoint, options.Version);
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new EmailClientOptions();
        _rest = new EmailRestClient(
            HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope)), endpoint, options.Version);
    }

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Recipients.To.Count + message.Recipients.CC.Count + message.Recipients.BCC.Count == 0)
            throw new ArgumentException("The mail has no recipients.", nameof(message));
        if (string.IsNullOrEmpty(message.Content.PlainText) && string.IsNullOrEmpty(message.Content.Html))
            throw new ArgumentException("The mail has no content.", nameof(message));
        var accepted = await _rest.SendAsync(message, operationId, cancellationToken).ConfigureAwait(false);
        var operation = new EmailSendOperation(_rest, accepted, operationId);
        if (wait == WaitUntil.Completed)
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }
}
