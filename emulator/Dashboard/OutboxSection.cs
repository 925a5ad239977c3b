using System.Globalization;
using System.Text;
using Accounts.Emulator.Email;
using static System.Net.WebUtility;

namespace Accounts.Emulator.Dashboard;

/// <summary>The latest mails, each to be opened in place.</summary>
internal sealed class OutboxSection(Outbox outbox) : IDashboardSection
{
    private const int Shown = 50;

    public string Title => "Outbox";

    public Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var html = new StringBuilder();
        foreach (var mail in outbox.List().Take(Shown))
            Append(html, mail);
        return Task.FromResult(html.Length == 0 ? "<p>No mail yet.</p>" : html.ToString());
    }

    private static void Append(StringBuilder html, StoredMail mail)
    {
        var sent = mail.SentAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>{sent} <b>{HtmlEncode(mail.Subject)}</b> to {HtmlEncode(string.Join(", ", mail.To))}</summary>");
        // The sandbox keeps a mail's scripts and styles to itself; links open, as they do in a mail client.
        if (mail.Html is not null)
            html.Append(CultureInfo.InvariantCulture, $"<iframe sandbox=\"allow-popups\" loading=\"lazy\" srcdoc=\"{HtmlEncode("<base target=_blank>" + mail.Html)}\"></iframe>");
        if (mail.Text is not null)
            html.Append(CultureInfo.InvariantCulture, $"<pre>{HtmlEncode(mail.Text)}</pre>");
        foreach (var attachment in mail.Attachments)
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"/dev/mails/{mail.Id}/attachments/{Uri.EscapeDataString(attachment.Name)}\">{HtmlEncode(attachment.Name)}</a> ({attachment.Size} bytes)</p>");
        html.Append("</details>");
    }
}
