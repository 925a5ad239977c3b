using System.Diagnostics;
using System.Globalization;
using Accounts.Platform.Telemetry;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Mail;

/// <summary>A file that goes with a mail. The mail service takes 10 MB for all of a mail.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Content">The file.</param>
public sealed record MailAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>Sends mails.</summary>
public sealed partial class Mailer(EmailClient client, IOptions<MailOptions> options, Counters counters, ILogger<Mailer> logger)
{
    private static readonly IdnMapping Idn = new();

    /// <inheritdoc cref="SendAsync(Guid, string, MailContent, IReadOnlyList{MailAttachment}, CancellationToken)"/>
    public Task SendAsync(Guid operationId, string to, MailContent content, CancellationToken cancellationToken) =>
        SendAsync(operationId, to, content, [], cancellationToken);

    /// <summary>Hands a mail over and waits until the service has sent it on. Safe to run twice: one operation id is one mail.</summary>
    /// <param name="operationId">From <see cref="OperationId.Of"/>.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="content">What it says.</param>
    /// <param name="attachments">Files that go with it.</param>
    /// <param name="cancellationToken">Stops waiting; the mail may have gone.</param>
    /// <exception cref="MailRefused">Never again: the mail or its address is not acceptable.</exception>
    /// <exception cref="MailDelayed">To be tried again under the same id.</exception>
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
        // The failures below carry no inner exception: they are kept with the process, and the service's words quote addresses.
        catch (Exception e) when (IsFinal(e))
        {
            var reason = ReasonOf(e);
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", nameof(MailRefused));
            counters.MailFailed(forGood: true);
            LogRefused(logger, operationId, reason);
            throw new MailRefused($"The mail service refused the mail for good ({reason}).");
        }
        catch (Exception e) when (
            e is RequestFailedException or AggregateException or AuthenticationFailedException or IOException or OperationCanceledException)
        {
            var reason = ReasonOf(e);
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", nameof(MailDelayed));
            counters.MailFailed(forGood: false);
            LogDelayed(logger, operationId, reason);
            throw new MailDelayed($"The mail service did not take the mail this time ({reason}).");
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
            // Tracking would lead every link, with its token, through somebody else's server.
            UserEngagementTrackingDisabled = true,
        };
        if (!string.IsNullOrEmpty(settings.ReplyTo))
            message.ReplyTo.Add(new EmailAddress(settings.ReplyTo));
        foreach (var attachment in attachments)
            message.Attachments.Add(new EmailAttachment(attachment.Name, attachment.ContentType, BinaryData.FromBytes(attachment.Content)));
        return message;
    }

    // Every mail server takes A-labels (RFC 5890); few take the letters that people write.
    private static string AsciiDomain(string address)
    {
        var domain = address.LastIndexOf('@') + 1;
        return address[..domain] + Idn.GetAscii(address[domain..]);
    }

    /// <summary>
    /// Whether it is about this mail: the client or the service calls it invalid (400, 422) or too large (413), or the service
    /// took it and failed later, which the client reports with the status of the question, 200. All else (401 and 404
    /// too) is about our settings, the service or the way there, and may have changed by the next attempt.
    /// </summary>
    private static bool IsFinal(Exception exception) =>
        exception is ArgumentException or RequestFailedException { Status: 200 or 400 or 413 or 422 };

    // A status and a code name the fault; the message behind them may name the receiver.
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

    [LoggerMessage(LogLevel.Error, "Mail {OperationId} was refused for good: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid operationId, string reason);
}
