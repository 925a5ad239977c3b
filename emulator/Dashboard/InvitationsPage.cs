using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator.Email;
using Accounts.Emulator.Host;
using Accounts.Emulator.Identity;
using Accounts.Emulator.Worker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>
/// Stands in for the portal's page that invitation mails link to: it shows the invitation and answers it as the invited person,
/// by the same requests as the portal. Without a token it lists the invitations found in the mails.
/// </summary>
internal sealed class InvitationsPage(Outbox outbox, InvitationLinks links, TokenIssuer issuer, Listener listener, FunctionRoutes routes)
    : IDashboardPage, IEndpoints, IDisposable
{
    private const string Address = "/dev/dashboard/invitations";

    private readonly HttpClient _http = new();

    public string Name => InvitationLinks.PageName;

    public string Title => "Invitations";

    public int Order => 3;

    public async Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (query["token"].ToString() is not { Length: > 0 } token)
            return List();
        using var answer = await _http.GetAsync(Route(token), cancellationToken);
        return answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) is { } offer
            ? Offer(offer, token, query["as"].ToString())
            : null;
    }

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Address, (HttpRequest request) => DashboardForm.PostAsync(
            request, form => AnswerAsync(form, request.HttpContext.RequestAborted)));

    public void Dispose() => _http.Dispose();

    private Html List()
    {
        var invitations = outbox.List().Select(mail => (Mail: mail, Token: links.TokenIn(mail)))
            .Where(one => one is { Token: not null, Mail.To.Count: > 0 }).DistinctBy(one => one.Token).ToList();
        return Html.Of($"""
            <p>Invitations in mails, newest first.</p>
            {(invitations.Count == 0 ? Html.Of($"<p>None yet.</p>") : null)}
            <ul>{invitations.Select(one => Html.Of($"""
                <li><a href="{InvitationLinks.To(one.Token!, one.Mail.To[0])}">{one.Mail.Subject}</a><br>
                <time>{one.Mail.SentAt}</time> to {one.Mail.To[0]}</li>
                """))}</ul>
            """);
    }

    private static Html Offer(JsonObject offer, string token, string email) => Html.Of($"""
        <dl>{offer.Where(fact => fact.Value is not (null or JsonArray { Count: 0 })).Select(Fact)}</dl>
        {((string?)offer["state"] == "pending" ? Answering(offer, token, email) : null)}
        """);

    private static Html Answering(JsonObject offer, string token, string email) => Html.Of($"""
        <h2>Answer</h2>
        <form class="typed" method="post" action="{Address}">{DashboardForm.BackTo(InvitationLinks.To(token, email)[1..])}
        <input type="hidden" name="token" value="{token}">
        <label>Sign in as <input name="email" type="email" required value="{email}"></label>
        <label>Name <input name="name"></label>
        {(offer["customer"] is null ? null : Html.Of($"""
            <label>Rights to grant, as JSON (the body of accept in the API documentation) <textarea name="body"></textarea></label>
            """))}
        <p><button name="answer" value="accept">Accept</button> <button name="answer" value="decline">Decline</button></p></form>
        """);

    private static Html Fact(KeyValuePair<string, JsonNode?> fact)
    {
        var text = fact.Value is JsonArray list ? string.Join("\n", list.Select(one => one?.ToString())) : fact.Value!.ToString();
        var shown = text.Contains('\n', StringComparison.Ordinal) ? Html.Of($"<pre>{text}</pre>") : Html.Of($"{text}");
        return Html.Of($"<dt>{fact.Key}</dt><dd>{shown}</dd>");
    }

    private async Task<string?> AnswerAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var (email, answer) = (form["email"].ToString().Trim(), form["answer"].ToString());
        if (!Person.IsAddress(email) || answer is not ("accept" or "decline"))
            return "Enter an e-mail address, and choose Accept or Decline.";
        var name = form["name"].ToString().Trim();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Route(form["token"].ToString())}/{answer}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Issue(email, name.Length == 0 ? null : name));
        if (form["body"].ToString() is { Length: > 0 } body)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var reply = await _http.SendAsync(request, cancellationToken);
        return reply.IsSuccessStatusCode ? null : JsonText.Pretty(await reply.Content.ReadAsStringAsync(cancellationToken));
    }

    private Uri Route(string token) => new($"{listener.BaseAddress}{routes.Prefix}/invitations/{Uri.EscapeDataString(token)}");
}
