using System.Diagnostics;
using System.Globalization;
using Accounts.Platform.Telemetry;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Mail;

/// <summary>A file attached to a mail. The mail service accepts 10 MB for a whole mail.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Content">The file.</param>
public sealed record MailAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content);

public sealed partial class Mailer(EmailClient client, IOptions<MailOptions> options, Counters counters, ILogger<Mailer> logger)
{
    private static readonly IdnMapping Idn = new();

    /// <inheritdoc cref="SendAsync(Guid, string, MailContent, IReadOnlyList{MailAttachment}, CancellationToken)"/>
    public Task SendAsync(Guid operationId, string to, MailContent content, CancellationToken cancellationToken) =>
        SendAsync(operationId, to, content, [], cancellationToken);

    /// <summary>
    /// Passes a mail to the service and waits until the service has sent it. Idempotent: one operation id is one mail.
    /// </summary>
    /// <param name="operationId">From <see cref="OperationId.Of"/>.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="content">The content.</param>
    /// <param name="attachments">The attached files.</param>
    /// <param name="cancellationToken">Stops waiting; the mail may be sent anyway.</param>
    /// <exception cref="MailRefused">Permanent: the mail or its address is not acceptable.</exception>
    /// <exception cref="MailDelayed">Temporary: retry under the same id.</exception>
    public async Task SendAsync(
        Guid operationId, string to, MailContent content, IReadOnlyList<MailAttachment> attachments, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity(Spans.Mail, ActivityKind.Client);
        span?.SetTag("mail.operation_id", operationId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.Patience);
        try
        {
            var operation = await client.SendAsync(WaitUntil.Started, Compose(to, content, attachments), operationId, patience.Token);
            await operation.WaitForCompletionAsync(patience.Token);
            counters.MailSent();
            LogSent(logger, operationId);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        // No inner exception below: failures are stored with the process, and the service's messages quote addresses.
        catch (Exception e) when (IsFinal(e))
        {
            var reason = ReasonOf(e);
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", nameof(MailRefused));
            counters.MailFailed(isFinal: true);
            LogRefused(logger, operationId, reason);
            throw new MailRefused($"The mail service permanently refused the mail ({reason}).");
        }
        catch (Exception e) when (
            e is RequestFailedException or AggregateException or AuthenticationFailedException or IOException or OperationCanceledException)
        {
            var reason = ReasonOf(e);
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", nameof(MailDelayed));
            counters.MailFailed(isFinal: false);
            LogDelayed(logger, operationId, reason);
            throw new MailDelayed($"The mail service did not accept the mail this time ({reason}).");
        }
    }

    private EmailMessage Compose(string to, MailContent content, IReadOnlyList<MailAttachment> attachments)
    {
        var settings = options.Value;
        var text = new EmailContent(MailText.Line(content.Subject))
        {
            PlainText = PlainTextMail.Render(content, settings.ProviderName!),
            Html = HtmlMail.Render(content, settings.ProviderName!),
        };
        var message = new EmailMessage(settings.Sender!, AsciiDomain(to), text)
        {
            // Tracking would send every link, with its token, through a server of another company.
            UserEngagementTrackingDisabled = true,
        };
        if (!string.IsNullOrEmpty(settings.ReplyTo))
            message.ReplyTo.Add(new EmailAddress(settings.ReplyTo));
        foreach (var attachment in attachments)
            message.Attachments.Add(new EmailAttachment(attachment.Name, attachment.ContentType, BinaryData.FromBytes(attachment.Content)));
        return message;
    }

    // Every mail server accepts A-labels (RFC 5890). Few accept international domains as people write them.
    private static string AsciiDomain(string address)
    {
        var domain = address.LastIndexOf('@') + 1;
        return address[..domain] + Idn.GetAscii(address[domain..]);
    }

    /// <summary>
    /// Whether the failure is caused by this mail: the client or the service says that it is invalid (400, 422) or too large (413),
    /// or the service accepted it and failed later, which the client reports with the status of its polling request, 200. All
    /// other failures (also 401 and 404) are caused by our settings, the service or the network, and may be gone at the next attempt.
    /// </summary>
    private static bool IsFinal(Exception exception) =>
        exception is ArgumentException or RequestFailedException { Status: 200 or 400 or 413 or 422 };

    // Only status and code, because the exception's message may name the receiver.
    private static string ReasonOf(Exception exception) => exception switch
    {
        RequestFailedException { Status: 200 } e => $"failed after it was accepted {e.ErrorCode}".TrimEnd(),
        RequestFailedException { Status: > 0 } e => string.Create(CultureInfo.InvariantCulture, $"{e.Status} {e.ErrorCode}").TrimEnd(),
        RequestFailedException or AggregateException => "no answer",
        OperationCanceledException => "no result in time",
        _ => exception.GetType().Name,
    };

    [LoggerMessage(LogLevel.Information, "Mail {OperationId} was sent")]
    private static partial void LogSent(ILogger logger, Guid operationId);

    [LoggerMessage(LogLevel.Warning, "Mail {OperationId} was delayed: {Reason}")]
    private static partial void LogDelayed(ILogger logger, Guid operationId, string reason);

    [LoggerMessage(LogLevel.Error, "Mail {OperationId} was permanently refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid operationId, string reason);
}
