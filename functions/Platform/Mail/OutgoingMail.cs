namespace Accounts.Platform.Mail;

/// <summary>A mail to be sent.</summary>
/// <param name="OperationId">Makes it one, however often it is sent; from <see cref="Mail.OperationId.Of"/>.</param>
/// <param name="To">The receiver's address.</param>
/// <param name="Content">What it says.</param>
public sealed record OutgoingMail(Guid OperationId, string To, MailContent Content)
{
    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>Sending in steps of processes.</summary>
public static class MailSending
{
    /// <summary>Sends mails; each is tried, whatever comes of the others.</summary>
    /// <returns>Whether one can never arrive.</returns>
    /// <exception cref="MailDelayed">
    /// One is to be tried again. The others stay one mail each, however often they are sent with it.
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
