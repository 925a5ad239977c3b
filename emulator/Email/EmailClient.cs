using Accounts.Emulator.Email;
using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Sends mail. Here it goes to a folder, where the outbox shows it; there is no service to talk to.</summary>
public class EmailClient
{
    private const string OutboxPrefix = "Outbox=";

    private readonly Outbox? _outbox;

    protected EmailClient()
    {
    }

    /// <param name="connectionString"><c>Outbox=</c> and a folder.</param>
    /// <exception cref="NotSupportedException">Any other form.</exception>
    public EmailClient(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (!connectionString.StartsWith(OutboxPrefix, StringComparison.OrdinalIgnoreCase))
            throw NoService();
        _outbox = new Outbox(connectionString[OutboxPrefix.Length..].TrimEnd(';'));
    }

    /// <exception cref="NotSupportedException">Always.</exception>
    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = null) => throw NoService();

    /// <exception cref="NotSupportedException">Always.</exception>
    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null) => throw NoService();

    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <param name="wait">The outbox is done in any case.</param>
    /// <param name="message">What to send.</param>
    /// <param name="operationId">A second send under the same id makes no second mail and has the same result.</param>
    /// <param name="cancellationToken">Cancels the send while nothing is written.</param>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _outbox!.AddAsync(message, operationId, cancellationToken);
        return new EmailSendOperation(operationId);
    }

    private static NotSupportedException NoService() =>
        new("The emulator sends mail only to a folder, by the connection string Outbox=<folder>; to send through Azure build with FunctionsHost=Azure.");
}
