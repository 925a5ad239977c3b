using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.Invitations;

/// <summary>Who may invite and answer, whom, and how often.</summary>
public sealed class InvitationRuleTests
{
    [Fact]
    public async Task An_address_has_one_open_invitation_however_it_is_spelled()
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.InviteAsync("maxi@müller.example");
        foreach (var spelling in new[] { "maxi@müller.example", "MAXI@MÜLLER.example", "maxi@xn--mller-kva.example", " Maxi@mu\u0308ller.example " })
            AssertRefused(409, "already-invited", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(spelling)));
        Assert.Single(await palmer.MailsAsync("maxi@xn--mller-kva.example"));
        Assert.Equal((1, 1), (palmer.CountOpen(), palmer.CountReserved()));
    }

    [Theory]
    [InlineData("maxi@müller.example", "Maxi@xn--mller-kva.example")]
    [InlineData("MAXI@xn--MLLER-kva.example", "maxi@müller.example")]
    [InlineData("jürgen@example.com", "JÜRGEN@EXAMPLE.COM")]
    public async Task Spellings_of_an_address_are_one_and_the_same(string invited, string signedIn)
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.InviteAsync(invited);
        var maxi = await palmer.SignInAsync(signedIn);
        var token = Assert.Single(await Inviting.WaitingAsync(maxi))!["token"]!.GetValue<string>();
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
        await palmer.SettleAsync();
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task Only_the_invited_address_can_answer_and_only_when_it_is_verified()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        var other = await palmer.SignInAsync(App.NewEmail("moritz"));
        AssertRefused(403, "invitation-for-another", await Inviting.AcceptAsync(other, token));
        AssertRefused(403, "invitation-for-another", await Inviting.DeclineAsync(other, token));
        AssertRefused(403, "invitation-for-another", await Inviting.AcceptAsync(palmer.Owner, token));
        var unverified = await Inviting.SignInAsync(palmer.App, maxi.Email, emailVerified: false);
        AssertRefused(403, "email-not-verified", await Inviting.AcceptAsync(unverified, token));
        AssertRefused(403, "email-not-verified", await Inviting.DeclineAsync(unverified, token));
        Assert.Empty(await Inviting.WaitingAsync(unverified));
        Assert.Equal(401, (await Reply.GetAsync(palmer.App.Http, HttpMethod.Post, $"/api/invitations/{token}/accept", null, "")).Status);
        Assert.Equal("pending", await palmer.StateAsync(id));
        Assert.Equal([palmer.Owner.Email], await palmer.MembersAsync());
    }

    [Fact]
    public async Task Members_are_not_invited()
    {
        await using var palmer = await Inviting.StartAsync();
        var maxi = await palmer.JoinedAsync("employee");
        // Both make a request first, so that their addresses are known.
        await Inviting.WaitingAsync(maxi);
        await Inviting.WaitingAsync(palmer.Owner);
        AssertRefused(409, "already-member", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(maxi.Email)));
        AssertRefused(409, "already-member", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(palmer.Owner.Email)));
    }

    [Fact]
    public async Task Admins_invite_anybody_but_legal_representatives_and_others_nobody()
    {
        await using var palmer = await Inviting.StartAsync();
        var admin = await palmer.JoinedAsync("admin");
        var employee = await palmer.JoinedAsync("employee");
        var billing = await palmer.JoinedAsync("billing");
        foreach (var role in new[] { "admin", "employee", "billing" })
            Assert.Equal(202, (await admin.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail(), role))).Status);
        AssertRefused(
            403,
            "only-legal-representatives",
            await admin.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail(), "legalRepresentative")));
        foreach (var user in new[] { employee, billing })
        {
            Assert.Equal(403, (await user.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()))).Status);
            Assert.Equal(403, (await user.GetAsync(palmer.Invitations)).Status);
        }

        var second = await palmer.JoinedAsync("legalRepresentative");
        Assert.Equal(202, (await second.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail(), "legalRepresentative"))).Status);
        // There are two legal representatives now, so the first one may be removed.
        var first = (await palmer.Owner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        Assert.Equal(
            204,
            (await second.SendAsync(
                HttpMethod.Delete, $"/api/organizations/{palmer.OrganizationId}/members/{first}", headers: ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task Another_organization_neither_sees_nor_touches_an_invitation()
    {
        await using var palmer = await Inviting.StartAsync();
        var other = await Inviting.InAsync(palmer.App);
        var (maxi, id, _) = await palmer.InviteSomebodyAsync();
        foreach (var path in new[] { palmer.Invitations, other.Invitations })
        {
            // In the first organization the stranger has no role; in the second the invitation does not exist.
            Assert.Equal(404, (await other.Owner.GetAsync($"{path}/{id}")).Status);
            Assert.Equal(404, (await other.Owner.SendAsync(HttpMethod.Post, $"{path}/{id}/resend")).Status);
            Assert.Equal(404, (await other.Owner.DeleteAsync($"{path}/{id}")).Status);
        }

        Assert.Equal(404, (await other.Owner.GetAsync(palmer.Invitations)).Status);
        Assert.Equal(404, (await other.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()))).Status);
        Assert.Empty((await other.Owner.GetAsync(other.Invitations)).Json["items"]!.AsArray());
        Assert.Equal(404, (await maxi.GetAsync(palmer.Invitations)).Status);
        await palmer.SettleAsync();
        Assert.Single(await palmer.MailsAsync(maxi.Email));
        Assert.Equal("pending", await palmer.StateAsync(id));
    }

    [Fact]
    public async Task A_token_that_is_not_quite_right_opens_nothing()
    {
        await using var palmer = await Inviting.StartAsync();
        var other = await Inviting.InAsync(palmer.App);
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        var (_, otherId, otherToken) = await other.InviteSomebodyAsync();
        var (secret, otherSecret) = (token.Split('-', 3)[2], otherToken.Split('-', 3)[2]);
        var last = secret[..^1] + (secret[^1] == 'A' ? 'E' : 'A');
        string[] wrong =
        [
            "", "x", "a-b-c", token + "x", token[..^1], token + "=", token.ToUpperInvariant(), "-" + token, $"{token}-{token}",
            $"{palmer.OrganizationId}-{id}-{last}", $"{palmer.OrganizationId}-{id}-{otherSecret}", $"{other.OrganizationId}-{id}-{secret}",
            $"{palmer.OrganizationId}-{otherId}-{secret}",
            $"{other.OrganizationId}-{otherId}-{secret}",
            $"{palmer.OrganizationId}-{id}-",
            $"{palmer.OrganizationId}-{id}",
            $"{palmer.OrganizationId}-..-{secret}", $"{palmer.OrganizationId}-%2e%2e-{secret}", $"{palmer.OrganizationId}-{id}'-{secret}",
            $"{palmer.OrganizationId}-{id}-{new string('ä', 43)}",
            $"{palmer.OrganizationId}-{id}-{new string('A', 43)}",
            new string('1', 5000),
        ];
        foreach (var forged in wrong)
        {
            Assert.Equal((forged, 404), (forged, (await palmer.OpenAsync(forged)).Status));
            Assert.Equal((forged, 404), (forged, (await Inviting.AcceptAsync(maxi, forged)).Status));
            Assert.Equal((forged, 404), (forged, (await Inviting.DeclineAsync(maxi, forged)).Status));
        }

        AssertRefused(403, "invitation-for-another", await Inviting.AcceptAsync(maxi, otherToken));
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
    }

    [Fact]
    public async Task The_store_holds_no_token()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, first) = await palmer.InviteSomebodyAsync();
        await palmer.ResendAsync(id);
        await palmer.AdvanceDaysAsync(4);
        string[] secrets = [first.Split('-', 3)[2], (await palmer.TokenAsync(maxi.Email)).Split('-', 3)[2]];
        Assert.Equal(2, secrets.Distinct().Count());
        var stored = string.Concat(
            palmer.App.Store.ListTables()
                .SelectMany(table => palmer.App.Store.ListEntities(table, count: 10_000))
                .SelectMany(row => row.Values));
        using var response = await palmer.App.Http.GetAsync($"/dev/processes/invitation-{palmer.OrganizationId}-{id}");
        var history = await response.Content.ReadAsStringAsync();
        Assert.Contains("SendInvitationMail", history, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, stored + history, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_request_again_gives_the_same_answer_and_no_second_mail()
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail();
        var first = await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email), "attempt");
        await palmer.SettleAsync();
        var second = await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email), "attempt");
        await palmer.SettleAsync();
        Assert.Equal((202, first.Text, first.Headers.Location), (second.Status, second.Text, second.Headers.Location));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        AssertRefused(
            422, "idempotency-key-reused", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email, "admin"), "attempt"));
        AssertRefused(
            422, "idempotency-key-reused", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()), "attempt"));
        Assert.Single(await palmer.MailsAsync(email));
        Assert.Equal(1, palmer.CountOpen());
        AssertRefused(
            400,
            "invalid-header",
            await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Invitations, Inviting.To(App.NewEmail()).ToJsonString()));
    }

    [Fact]
    public async Task After_a_day_the_key_is_free_again()
    {
        await using var palmer = await Inviting.StartAsync();
        Assert.Equal(202, (await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()), "attempt")).Status);
        await palmer.AdvanceAsync(TimeSpan.FromHours(24));
        var again = await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()), "attempt");
        Assert.True(again.Status == 202, again.Text);
        Assert.Equal(2, palmer.CountOpen());
    }

    [Fact]
    public async Task No_more_may_be_open_than_the_limit_and_an_ended_one_makes_room()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "2"));
        var first = await palmer.InviteAsync(App.NewEmail());
        await palmer.InviteAsync(App.NewEmail());
        AssertRefused(409, "too-many-open-invitations", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail())));
        await palmer.RevokeAsync(first);
        await palmer.InviteAsync(App.NewEmail());
        AssertRefused(409, "too-many-open-invitations", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail())));
        await palmer.AdvanceDaysAsync(14);
        await palmer.InviteAsync(App.NewEmail());
        Assert.Equal(1, palmer.CountOpen());
    }

    [Fact]
    public async Task One_address_gets_so_many_mails_a_day_from_all_organizations_together()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxMailsPerDay", "3"));
        var other = await Inviting.InAsync(palmer.App);
        var email = App.NewEmail();
        var id = await palmer.InviteAsync(email);
        Assert.Equal(202, (await palmer.ResendAsync(id)).Status);
        await other.InviteAsync(email.ToUpperInvariant());
        var refused = await palmer.ResendAsync(id);
        AssertRefused(429, "too-many-mails", refused);
        Assert.Equal("46800", refused.Headers.RetryAfter!.ToString());
        await palmer.SettleAsync();
        Assert.Equal(3, (await palmer.MailsAsync(email)).Count);
        // Midnight in UTC.
        await palmer.AdvanceAsync(App.Start.Date.AddDays(1) - App.Start.UtcDateTime);
        Assert.Equal(202, (await palmer.ResendAsync(id)).Status);
    }

    [Fact]
    public async Task What_sends_no_mail_does_not_count_as_one()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxMailsPerDay", "2"));
        var email = App.NewEmail();
        var id = await palmer.InviteAsync(email);
        for (var n = 0; n < 5; n++)
            AssertRefused(409, "already-invited", await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email)));
        await palmer.RevokeAsync(id);
        for (var n = 0; n < 5; n++)
            InvitationStoryTests.AssertEnded("revoked", await palmer.ResendAsync(id));
        await palmer.InviteAsync(email);
    }

    [Theory]
    [InlineData("""{"role":"admin"}""", "#/email")]
    [InlineData("""{"email":"maxi@example.com"}""", "#/role")]
    [InlineData("""{"email":"maxi","role":"admin"}""", "#/email")]
    [InlineData("""{"email":"maxi@example.com\r\nBcc: a@example.com","role":"admin"}""", "#/email")]
    public async Task A_form_that_is_wrong_is_refused_field_by_field(string form, string field)
    {
        await using var palmer = await Inviting.StartAsync();
        var reply = await palmer.Owner.PostAsync(palmer.Invitations, JsonNode.Parse(form)!);
        Assert.Equal([field], reply.Fields);
        Assert.Equal(0, palmer.CountOpen());
    }

    private static void AssertRefused(int status, string problem, Reply reply) =>
        Assert.Equal((status, problem), (reply.Status, reply.Problem));
}
