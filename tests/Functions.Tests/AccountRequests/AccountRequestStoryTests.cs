using System.Text.Json.Nodes;

namespace Accounts.Tests.AccountRequests;

public sealed class AccountRequestStoryTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [InProcessFact]
    public async Task Somebody_unknown_is_invited_and_owns_the_organization_by_accepting()
    {
        var claire = App.NewEmail("claire");
        var id = await AskAsync(claire);
        var sales = Assert.Single(await _app.MailsAsync("sales@example.com"));
        Assert.Contains("Dupont Télécom SARL", sales["subject"]!.GetValue<string>(), StringComparison.Ordinal);

        var approved = await DecideAsync(id, "approve");
        Assert.Equal(202, approved.Status);
        var mail = Assert.Single(await _app.MailsAsync(claire));
        Assert.Contains("Claire Dupont", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var user = await _app.SignInAsync(claire, "Claire Dupont");
        var waiting = Assert.Single((await user.GetAsync("/api/me")).Json["invitations"]!.AsArray())!;
        Assert.Equal("owner", waiting["kind"]!.GetValue<string>());

        Assert.Equal(200, (await user.SendAsync(HttpMethod.Post, $"/api/invitations/{waiting["token"]}/accept")).Status);
        var organization = Assert.Single((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray())!["id"]!.GetValue<string>();
        Assert.Equal(approved.Json["organizationId"]!.GetValue<string>(), organization);
        var account = (await user.GetAsync($"/api/organizations/{organization}/account")).Json;
        Assert.Equal("FR", account["country"]!.GetValue<string>());
        Assert.Equal(claire, account["invoiceEmail"]!.GetValue<string>());
        var owner = Assert.Single((await user.GetAsync($"/api/organizations/{organization}/members")).Json["items"]!.AsArray())!;
        Assert.Equal("legalRepresentative", owner["role"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_known_user_owns_the_organization_at_once()
    {
        var claire = await _app.SignInAsync(App.NewEmail("claire"), "Claire Dupont");
        await claire.GetAsync("/api/me");
        var approved = await DecideAsync(await AskAsync(claire.Email.ToUpperInvariant()), "approve");

        var mine = Assert.Single((await claire.GetAsync("/api/me")).Json["organizations"]!.AsArray())!;
        Assert.Equal(approved.Json["organizationId"]!.GetValue<string>(), mine["id"]!.GetValue<string>());
        Assert.Equal("legalRepresentative", mine["role"]!.GetValue<string>());
        var mail = Assert.Single(await _app.MailsAsync(claire.Email.ToUpperInvariant()));
        Assert.Contains(mine["customerNumber"]!.GetValue<string>(), mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Whoever_signed_in_without_a_verified_address_is_not_known_by_it()
    {
        var claire = await _app.SignInAsync(App.NewEmail("claire"), emailVerified: false);
        await claire.GetAsync("/api/me");
        await DecideAsync(await AskAsync(claire.Email), "approve");
        var me = (await claire.GetAsync("/api/me")).Json;
        Assert.Empty(me["organizations"]!.AsArray());
        Assert.Empty(me["invitations"]!.AsArray());
    }

    [InProcessFact]
    public async Task A_rejected_company_is_told_why_and_gets_nothing()
    {
        var claire = App.NewEmail("claire");
        var id = await AskAsync(claire);
        Assert.Equal(202, (await DecideAsync(id, "reject", new JsonObject { ["reason"] = "No trunks in your country." })).Status);
        var mail = Assert.Single(await _app.MailsAsync(claire));
        Assert.Contains("No trunks in your country.", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((409, "already-decided"), Of(await DecideAsync(id, "approve")));
        Assert.Null((await RequestAsync(id))["organizationId"]);
    }

    [InProcessFact]
    public async Task Of_an_approval_and_a_rejection_at_once_one_counts()
    {
        for (var round = 0; round < 20; round++)
        {
            var claire = App.NewEmail("claire");
            var id = await AskAsync(claire);
            var replies = await Task.WhenAll(
                Task.Run(() => DecideAsync(id, "approve")),
                Task.Run(() => DecideAsync(id, "reject", new JsonObject { ["reason"] = "No." })));
            Assert.Single(replies, reply => reply.Status == 202);
            Assert.Single(await _app.MailsAsync(claire));
            var state = (await RequestAsync(id))["state"]!.GetValue<string>();
            Assert.Equal(replies[0].Status == 202 ? "approved" : "rejected", state);
        }
    }

    [InProcessFact]
    public async Task The_process_says_how_it_stands()
    {
        var ops = await _app.OperatorAsync();
        var id = await AskAsync(App.NewEmail());
        var process = (await ops.GetAsync($"/api/account-requests/{id}")).Json["process"]!.GetValue<string>();
        var waiting = (await ops.GetAsync(process)).Json;
        Assert.Equal(("running", "waitingForDecision"), (waiting["state"]!.GetValue<string>(), waiting["step"]!.GetValue<string>()));
        await DecideAsync(id, "approve");
        var ended = (await ops.GetAsync(process)).Json;
        Assert.Equal(("ended", "approved"), (ended["state"]!.GetValue<string>(), ended["step"]!.GetValue<string>()));
    }

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Problem);

    private async Task<string> AskAsync(string email)
    {
        var reply = await ContactForm.SendAsync(_app, ContactForm.Message(email));
        Assert.Equal(202, reply.Status);
        await _app.SettleAsync();
        return reply.Json["id"]!.GetValue<string>();
    }

    private async Task<Reply> DecideAsync(string id, string decision, JsonObject? body = null)
    {
        var ops = await _app.OperatorAsync();
        var reply = await ops.SendAsync(HttpMethod.Post, $"/api/account-requests/{id}/{decision}", body?.ToJsonString());
        await _app.SettleAsync();
        return reply;
    }

    private async Task<JsonNode> RequestAsync(string id) => (await (await _app.OperatorAsync()).GetAsync("/api/account-requests/" + id)).Json;
}
