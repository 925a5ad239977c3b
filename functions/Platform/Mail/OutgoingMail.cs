namespace Accounts.Platform.Mail;

/// <summary>A mail that must be sent.</summary>
/// <param name="OperationId">From <see cref="Mail.OperationId.Of"/>: the mail is sent once, however often this is retried.</param>
/// <param name="To">The receiver's address.</param>
/// <param name="Content">The content.</param>
public sealed record OutgoingMail(Guid OperationId, string To, MailContent Content)
{
    /// <summary>The attached files.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>Sends mails in steps of processes.</summary>
public static class MailSending
{
    /// <summary>Sends mails. Each one is tried, even if others fail.</summary>
    /// <returns>Whether at least one was permanently refused.</returns>
    /// <exception cref="MailDelayed">
    /// At least one mail must be retried. The retry may include the others: each of them is still sent only once.
    /// </exception>
    public static async Task<bool> SendAllAsync(this Mailer mailer, IEnumerable<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        MailDelayed? delayed = null;
        var isRefused = false;
        foreach (var mail in mails)
        {
            try
            {
                await mailer.SendAsync(mail.OperationId, mail.To, mail.Content, mail.Attachments, cancellationToken);
            }
            catch (MailRefused)
            {
                isRefused = true;
            }
            catch (MailDelayed e)
            {
                delayed = e;
            }
        }

        return delayed is null ? isRefused : throw delayed;
    }
}
