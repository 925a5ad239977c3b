namespace Accounts.Tests.Customers.Invitations;

/// <summary>The story of an invitation, from both sides.</summary>
public sealed class InvitationStoryTests
{
    [InProcessFact]
    public async Task Whoever_accepts_is_a_member_and_both_sides_see_it()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync("admin");
        var waiting = Assert.Single(await Inviting.WaitingAsync(maxi))!;
        Assert.Equal(
            (token, Inviting.Company, "Hanna Palmer", "admin", "member"),
            (
                Text(waiting, "token"),
                Text(waiting, "organizationName"),
                Text(waiting, "invitedBy"),
                Text(waiting, "role"),
                Text(waiting, "kind")));

        var accepted = await Inviting.AcceptAsync(maxi, token);
        Assert.Equal(200, accepted.Status);
        Assert.Equal(
            (palmer.OrganizationId, Inviting.Company, "member", "admin"),
            (Text(accepted.Json, "id"), Text(accepted.Json, "name"), Text(accepted.Json, "via"), Text(accepted.Json, "role")));
        // At once, before the process has run.
        Assert.Equal(accepted.Json.ToJsonString(), Assert.Single(await Inviting.OrganizationsAsync(maxi))!.ToJsonString());
        Assert.Equal(200, (await maxi.GetAsync(palmer.Invitations)).Status);

        await palmer.SettleAsync();
        Assert.Empty(await Inviting.WaitingAsync(maxi));
        Assert.Equal([palmer.Owner.Email, maxi.Email], (await palmer.MembersAsync()).Order());
        Assert.Equal([$"{maxi.Email} hat Ihre Einladung angenommen"], await palmer.ToldAsync());
        Assert.Equal("accepted", await palmer.StateAsync(id));
        await palmer.AssertAllIsOverAsync();
    }

    [InProcessFact]
    public async Task Somebody_without_a_user_finds_the_invitation_after_signing_up()
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail("maxi");
        await palmer.InviteAsync(email);
        var token = await palmer.TokenAsync(email);

        var maxi = await palmer.SignInAsync(email);
        Assert.Equal(token, Text(Assert.Single(await Inviting.WaitingAsync(maxi))!, "token"));
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
        await palmer.SettleAsync();
        await palmer.AssertAllIsOverAsync();
    }

    [Theory]
    [InlineData("de", "en", "Einladung zu Palmer Telefonbau GmbH", "15. März 2027")]
    [InlineData("en", "de", "Invitation to Palmer Telefonbau GmbH", "15 March 2027")]
    [InlineData(null, "en-GB,de;q=0.5", "Invitation to Palmer Telefonbau GmbH", "15 March 2027")]
    [InlineData("it", "de", "Invito all’organizzazione Palmer Telefonbau GmbH", "15 marzo 2027")]
    [InlineData(null, "fr-CH,de;q=0.5", "Invitation à rejoindre Palmer Telefonbau GmbH", "15 mars 2027")]
    [InlineData(null, "es,de;q=0.5", "Einladung zu Palmer Telefonbau GmbH", "15. März 2027")]
    [InlineData(null, "es", "Einladung zu Palmer Telefonbau GmbH", "15. März 2027")]
    public async Task The_mail_is_in_the_language_asked_for_and_has_exactly_one_link(
        string? language, string acceptLanguage, string subject, string part)
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail("maxi");
        var reply = await palmer.Owner.SendAsync(
            HttpMethod.Post,
            palmer.Invitations,
            Inviting.To(email, "admin", language).ToJsonString(),
            headers: [("Idempotency-Key", "1"), ("Accept-Language", acceptLanguage)]);
        Assert.Equal(202, reply.Status);
        Assert.Equal(palmer.Invitations + "/" + Text(reply.Json, "id"), reply.Headers.Location!.ToString());
        await palmer.SettleAsync();

        var mail = Assert.Single(await palmer.MailsAsync(email));
        Assert.Equal(subject, Text(mail, "subject"));
        Assert.Contains(part, Text(mail, "text"), StringComparison.Ordinal);
        Assert.Single(Inviting.TokensIn(mail));
        Assert.Equal(1, Occurrences(Text(mail, "text"), "://"));
        Assert.Equal(1, Occurrences(Text(mail, "html"), "href="));
    }

    [InProcessFact]
    public async Task The_door_shows_what_it_is_about_without_giving_the_address_away()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, _, token) = await palmer.InviteSomebodyAsync();
        var offer = await palmer.OpenAsync(token);
        Assert.Equal(200, offer.Status);
        Assert.Equal(
            ("member", Inviting.Company, "Hanna Palmer", "m…@example.com", "employee", "pending", palmer.OrganizationId),
            (
                Text(offer.Json, "kind"),
                Text(offer.Json, "organizationName"),
                Text(offer.Json, "invitedBy"),
                Text(offer.Json, "email"),
                Text(offer.Json, "role"),
                Text(offer.Json, "state"),
                Text(offer.Json, "customerNumber")));
        Assert.Equal(App.Start.AddDays(14), offer.Json["expiresAt"]!.GetValue<DateTimeOffset>());
        Assert.DoesNotContain(maxi.Email, offer.Text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Whoever_declines_stays_outside_and_the_inviter_is_told()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        Assert.Equal(204, (await Inviting.DeclineAsync(maxi, token)).Status);
        await palmer.SettleAsync();

        Assert.Equal("declined", await palmer.StateAsync(id));
        Assert.Empty(await Inviting.OrganizationsAsync(maxi));
        Assert.Empty(await Inviting.WaitingAsync(maxi));
        Assert.Equal([$"{maxi.Email} hat Ihre Einladung abgelehnt"], await palmer.ToldAsync());
        AssertEnded("declined", await Inviting.AcceptAsync(maxi, token));
        AssertEnded("declined", await Inviting.DeclineAsync(maxi, token));
        AssertEnded("declined", await palmer.ResendAsync(id));
        AssertEnded("declined", await palmer.RevokeAsync(id));
        await palmer.AssertAllIsOverAsync();
        // The address can be invited again.
        await palmer.InviteAsync(maxi.Email);
    }

    [InProcessFact]
    public async Task What_is_taken_back_cannot_be_accepted_and_nobody_is_told()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        Assert.Equal(204, (await palmer.RevokeAsync(id)).Status);
        Assert.Equal(204, (await palmer.RevokeAsync(id)).Status);
        AssertEnded("revoked", await Inviting.AcceptAsync(maxi, token));
        Assert.Equal("revoked", Text((await palmer.OpenAsync(token)).Json, "state"));

        await palmer.SettleAsync();
        Assert.Empty(await palmer.ToldAsync());
        Assert.Empty(await Inviting.WaitingAsync(maxi));
        AssertEnded("revoked", await palmer.ResendAsync(id));
        await palmer.AssertAllIsOverAsync();
    }

    [InProcessFact]
    public async Task Ended_ones_stay_listed_in_the_order_of_their_creation()
    {
        await using var palmer = await Inviting.StartAsync();
        var (joins, first, hers) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceAsync(TimeSpan.FromSeconds(1));
        var (refuses, second, his) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceAsync(TimeSpan.FromSeconds(1));
        var third = await palmer.InviteAsync(App.NewEmail());
        await palmer.AdvanceAsync(TimeSpan.FromSeconds(1));
        var fourth = await palmer.InviteAsync(App.NewEmail());
        await Inviting.AcceptAsync(joins, hers);
        await Inviting.DeclineAsync(refuses, his);
        await palmer.RevokeAsync(third);
        await palmer.AdvanceDaysAsync(14);
        await palmer.AdvanceAsync(TimeSpan.FromSeconds(1));
        var fifth = await palmer.InviteAsync(App.NewEmail());

        var listed = (await palmer.Owner.GetAsync(palmer.Invitations)).Json["items"]!
            .AsArray()
            .Select(one => (Text(one!, "id"), Text(one!, "state")));
        Assert.Equal([(first, "accepted"), (second, "declined"), (third, "revoked"), (fourth, "expired"), (fifth, "pending")], listed);
        Assert.Equal(App.Start.AddDays(14).AddSeconds(3), (await palmer.ShowAsync(fourth))["endedAt"]!.GetValue<DateTimeOffset>());
    }

    [InProcessFact]
    public async Task Sent_again_the_old_link_is_dead_and_the_time_begins_anew()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, old) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceDaysAsync(2);

        var resent = await palmer.ResendAsync(id);
        Assert.Equal(202, resent.Status);
        Assert.Equal(App.Start.AddDays(16), resent.Json["expiresAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(App.Start, resent.Json["createdAt"]!.GetValue<DateTimeOffset>());
        // At once, before the new mail is sent.
        Assert.Equal(404, (await palmer.OpenAsync(old)).Status);
        Assert.Equal(404, (await Inviting.AcceptAsync(maxi, old)).Status);
        Assert.Equal(404, (await Inviting.DeclineAsync(maxi, old)).Status);

        await palmer.SettleAsync();
        var now = await palmer.TokenAsync(maxi.Email);
        Assert.NotEqual(old, now);
        Assert.Equal(now, Text(Assert.Single(await Inviting.WaitingAsync(maxi))!, "token"));
        Assert.Equal(1, palmer.CountOpen());
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, now)).Status);
        await palmer.SettleAsync();
        Assert.Equal(2, (await palmer.MailsAsync(maxi.Email)).Count);
        await palmer.AssertAllIsOverAsync();
    }

    [InProcessFact]
    public async Task A_mail_that_can_never_arrive_shows_in_the_list_and_its_sender_is_told_once()
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail("typo");
        await palmer.App.NeighbourAsync("mail", new System.Text.Json.Nodes.JsonObject { [email] = "refusing" });
        var id = await palmer.InviteAsync(email);

        Assert.True((await palmer.ShowAsync(id))["undeliverable"]!.GetValue<bool>());
        Assert.Equal("pending", await palmer.StateAsync(id));
        Assert.Equal([$"Ihre Einladung an {email} war nicht zustellbar"], await palmer.ToldAsync());

        // The address works now, and the invitation is sent again.
        await palmer.App.NeighbourAsync("mail", "delivering");
        await palmer.AdvanceDaysAsync(1);
        Assert.False((await palmer.ResendAsync(id)).Json["undeliverable"]!.GetValue<bool>());
        await palmer.SettleAsync();
        Assert.Equal([$"Einladung zu {Inviting.Company}"], await palmer.SubjectsAsync(email));
        Assert.Single(await palmer.ToldAsync());
    }

    [InProcessFact]
    public async Task Reminders_that_can_never_arrive_tell_the_sender_no_second_time()
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail("typo");
        await palmer.App.NeighbourAsync("mail", new System.Text.Json.Nodes.JsonObject { [email] = "refusing" });
        await palmer.InviteAsync(email);
        await palmer.AdvanceDaysAsync(15);
        Assert.Equal(
            [$"Ihre Einladung an {email} war nicht zustellbar", $"Ihre Einladung an {email} ist abgelaufen"], await palmer.ToldAsync());
        await palmer.AssertAllIsOverAsync();
    }

    [InProcessFact]
    public async Task A_mail_service_that_is_away_for_an_hour_delays_the_mail_only()
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.App.NeighbourAsync("mail", "overloaded");
        var maxi = await palmer.SignInAsync(App.NewEmail("maxi"));
        var id = await palmer.InviteAsync(maxi.Email);
        Assert.Empty(await palmer.MailsAsync(maxi.Email));
        await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        await palmer.App.NeighbourAsync("mail", "delivering");
        await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(await palmer.MailsAsync(maxi.Email));
        Assert.False((await palmer.ShowAsync(id))["undeliverable"]!.GetValue<bool>());
    }

    internal static void AssertEnded(string state, Reply reply)
    {
        Assert.Equal((410, "invitation-ended"), (reply.Status, reply.Problem));
        Assert.Equal(state, Text(reply.Json, "state"));
    }

    private static string Text(System.Text.Json.Nodes.JsonNode json, string name) => json[name]!.GetValue<string>();

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
