using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.AccountRequests;

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
        var process = (await ops.GetAsync($"/api/account-requests/{id}")).Json["links"]!["process"]!.GetValue<string>();
        var waiting = (await ops.GetAsync(process)).Json;
        Assert.Equal(("running", "waitingForDecision"), (waiting["state"]!.GetValue<string>(), waiting["step"]!.GetValue<string>()));
        await DecideAsync(id, "approve");
        var ended = (await ops.GetAsync(process)).Json;
        Assert.Equal(("ended", "approved"), (ended["state"]!.GetValue<string>(), ended["step"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task A_mail_that_can_never_arrive_shows_in_the_process_to_its_end()
    {
        await _app.NeighbourAsync("mail", new JsonObject { ["default"] = "delivering", ["sales@example.com"] = "refusing" });
        var ops = await _app.OperatorAsync();
        var id = await AskAsync(App.NewEmail());
        var process = (await ops.GetAsync($"/api/account-requests/{id}")).Json["links"]!["process"]!.GetValue<string>();
        Assert.Equal("mailRefused", (await ops.GetAsync(process)).Json["lastError"]!.GetValue<string>());
        await DecideAsync(id, "approve");
        var ended = (await ops.GetAsync(process)).Json;
        Assert.Equal(("approved", "mailRefused"), (ended["step"]!.GetValue<string>(), ended["lastError"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task Deciding_the_same_again_is_harmless()
    {
        var claire = App.NewEmail("claire");
        var id = await AskAsync(claire);
        var first = await DecideAsync(id, "approve");
        var second = await DecideAsync(id, "approve");
        Assert.Equal(
            (202, first.Json["organizationId"]!.GetValue<string>()), (second.Status, second.Json["organizationId"]!.GetValue<string>()));
        Assert.Single(await _app.MailsAsync(claire));
    }

    [InProcessFact]
    public async Task When_the_invited_owner_does_not_come_an_operator_invites_another()
    {
        var organization = (
            await DecideAsync(await AskAsync(App.NewEmail("claire")), "approve")).Json["organizationId"]!.GetValue<string>();
        await _app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(14));
        var ops = await _app.OperatorAsync();
        var path = $"/api/organizations/{organization}/invitations";
        Assert.Equal((403, "forbidden"), Of(await ops.PostAsync(path, new JsonObject { ["email"] = App.NewEmail(), ["role"] = "admin" })));

        var pierre = App.NewEmail("pierre");
        var invited = await ops.PostAsync(path, new JsonObject { ["email"] = pierre, ["role"] = "legalRepresentative" });
        Assert.Equal((202, "owner"), (invited.Status, invited.Json["kind"]!.GetValue<string>()));
        await _app.SettleAsync();
        var user = await _app.SignInAsync(pierre);
        var token = (await user.GetAsync("/api/me")).Json["invitations"]![0]!["token"];
        Assert.Equal(200, (await user.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept")).Status);
        Assert.Equal(
            (403, "forbidden"),
            Of(await ops.PostAsync(path, new JsonObject { ["email"] = App.NewEmail(), ["role"] = "legalRepresentative" })));
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

    private async Task<JsonNode> RequestAsync(string id) =>
        (await (await _app.OperatorAsync()).GetAsync("/api/account-requests/" + id)).Json;
}
