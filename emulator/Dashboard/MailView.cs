using Accounts.Emulator.Email;

namespace Accounts.Emulator.Dashboard;

/// <summary>A mail as its receiver sees it, with its headers and attachments.</summary>
internal static class MailView
{
    public static Html Render(StoredMail mail, InvitationLinks invitations) => Html.Of($"""
        <h2>{mail.Subject}</h2>
        {(mail.To.Count > 0 && invitations.TokenIn(mail) is { } token
            ? Html.Of($"""<p><a href="{InvitationLinks.To(token, mail.To[0])}">Answer this invitation as {mail.To[0]}</a></p>""")
            : null)}
        <dl>
        {Fact("Sent", [Times.Text(mail.SentAt)])}{Fact("From", [mail.From])}{Fact("To", mail.To)}{Fact("Cc", mail.Cc)}{Fact("Bcc", mail.Bcc)}{Fact("Reply to", mail.ReplyTo)}
        </dl>
        {(mail.Attachments.Count == 0 ? null : Html.Of($"<h2>Attachments</h2><ul>{mail.Attachments.Select(file => Attachment(mail.Id, file))}</ul>"))}
        {(mail.Html is null
            ? null
            : Html.Of($"<h2>HTML</h2>{Frame(invitations.Redirected(mail.Html, mail.To is [var first, ..] ? first : ""))}"))}
        {(mail.Text is null ? null : Html.Of($"<h2>Text</h2><pre>{mail.Text}</pre>"))}
        """);

    private static Html? Fact(string name, IReadOnlyList<string> values) =>
        values.Count == 0 ? null : Html.Of($"<dt>{name}</dt><dd>{string.Join(", ", values)}</dd>");

    // The sandbox isolates a mail's scripts and styles. Links open in a new tab, as in a mail client.
    private static Html Frame(string html) =>
        Html.Of($"""<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="{"<base target=_blank>" + html}"></iframe>""");

    private static Html Attachment(string mail, StoredAttachment file) =>
        Html.Of($"""<li><a href="/dev/mails/{Uri.EscapeDataString(mail)}/attachments/{Uri.EscapeDataString(file.Name)}">{file.Name}</a> <small>{file.ContentType}, {file.Size} bytes</small></li>""");
}
