using System.Globalization;
using Accounts.Emulator.Email;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>The outbox, the newest first: <c>?to=&amp;from=</c>; one mail: <c>?id=</c>.</summary>
internal sealed class MailsPage(Outbox outbox, InvitationLinks invitations) : IDashboardPage
{
    private const int PageSize = 25;

    public string Name => "mails";

    public string Title => "Mails";

    public int Order => 1;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (query.TryGetValue("id", out var id))
            return Task.FromResult(
                Guid.TryParse(id, out var operation) && outbox.Find(operation) is { } mail ? MailView.Render(mail, invitations) : null);
        var start = int.TryParse(query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        return Task.FromResult<Html?>(List(query["to"].ToString().Trim(), start));
    }

    private Html List(string to, int start)
    {
        var mails = outbox.List().Where(mail => Receivers(mail).Any(address => address.Contains(to, StringComparison.OrdinalIgnoreCase)))
            .Skip(start).Take(PageSize + 1).ToArray();
        var next = mails.Length > PageSize
            ? DashboardLink.To(Name, ("to", to), ("from", (start + PageSize).ToString(CultureInfo.InvariantCulture)))
            : null;
        return Html.Of($"""
            <form><input type="hidden" name="page" value="{Name}"><input type="search" name="to" value="{to}" placeholder="receiver" aria-label="Receiver"><button>Search</button></form>
            {(mails.Length == 0 ? Html.Of($"<p>No mails{(to.Length > 0 ? " to this receiver" : " yet")}.</p>") : null)}
            <ul>{mails.Take(PageSize).Select(Line)}</ul>
            {DashboardLink.Paging(DashboardLink.To(Name, ("to", to)), start == 0, next)}
            """);
    }

    private Html Line(StoredMail mail) => Html.Of($"""
        <li><a href="{DashboardLink.To(Name, ("id", mail.Id))}">{(mail.Subject.Length == 0 ? "(no subject)" : mail.Subject)}</a><br>
        <time>{mail.SentAt}</time> to {string.Join(", ", Receivers(mail))}</li>
        """);

    private static IEnumerable<string> Receivers(StoredMail mail) => mail.To.Concat(mail.Cc).Concat(mail.Bcc);
}
