namespace Accounts.Tests.Customers.Invitations;

/// <summary>Weeks of virtual time, in milliseconds.</summary>
public sealed class InvitationTimeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(
        "de",
        "Einladung zu Palmer Telefonbau GmbH",
        "Erinnerung: Einladung zu Palmer Telefonbau GmbH",
        "Letzte Erinnerung: Einladung zu Palmer Telefonbau GmbH",
        "ist abgelaufen")]
    [InlineData(
        "en",
        "Invitation to Palmer Telefonbau GmbH",
        "Reminder: invitation to Palmer Telefonbau GmbH",
        "Last reminder: invitation to Palmer Telefonbau GmbH",
        "ist abgelaufen")]
    public async Task Reminded_on_day_3_and_10_it_expires_on_day_14(
        string language, string invitation, string first, string second, string expired)
    {
        await using var palmer = await Inviting.StartAsync();
        var maxi = await palmer.SignInAsync(App.NewEmail("maxi"));
        var id = await palmer.InviteAsync(maxi.Email, language: language);

        await palmer.AdvanceAsync(TimeSpan.FromDays(3) - Moment);
        Assert.Equal([invitation], await palmer.SubjectsAsync(maxi.Email));
        await palmer.AdvanceAsync(Moment);
        Assert.Equal([invitation, first], await palmer.SubjectsAsync(maxi.Email));

        await palmer.AdvanceAsync(TimeSpan.FromDays(7) - Moment);
        Assert.Equal(2, (await palmer.MailsAsync(maxi.Email)).Count);
        await palmer.AdvanceAsync(Moment);
        Assert.Equal([invitation, first, second], await palmer.SubjectsAsync(maxi.Email));

        await palmer.AdvanceAsync(TimeSpan.FromDays(4) - Moment);
        Assert.Equal("pending", await palmer.StateAsync(id));
        Assert.Single(await Inviting.WaitingAsync(maxi));
        await palmer.AdvanceAsync(Moment);
        Assert.Equal("expired", await palmer.StateAsync(id));
        Assert.Empty(await Inviting.WaitingAsync(maxi));
        Assert.Contains(expired, Assert.Single(await palmer.ToldAsync()), StringComparison.Ordinal);
        await palmer.AssertAllIsOverAsync();

        // All three contain the same link.
        Assert.Single((await palmer.MailsAsync(maxi.Email)).SelectMany(Inviting.TokensIn).Distinct());
        await palmer.AdvanceDaysAsync(30);
        Assert.Equal(3, (await palmer.MailsAsync(maxi.Email)).Count);
        Assert.Single(await palmer.ToldAsync());
    }

    [Fact]
    public async Task Mails_carry_the_day_on_which_they_are_sent()
    {
        await using var palmer = await Inviting.StartAsync();
        var email = App.NewEmail();
        await palmer.InviteAsync(email);
        await palmer.AdvanceDaysAsync(15);
        var sent = (await palmer.MailsAsync(email)).Select(mail => mail["sentAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal([App.Start, App.Start.AddDays(3), App.Start.AddDays(10)], sent);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(14, 2)]
    [InlineData(30, 2)]
    public async Task However_long_it_is_valid_only_reminders_before_its_end_are_sent(int days, int reminders)
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:ValidDays", $"{days}"));
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceAsync(TimeSpan.FromDays(days) - Moment);
        Assert.Equal("pending", await palmer.StateAsync(id));
        await palmer.AdvanceAsync(Moment);
        Assert.Equal("expired", await palmer.StateAsync(id));
        Assert.Equal(1 + reminders, (await palmer.MailsAsync(maxi.Email)).Count);
        InvitationStoryTests.AssertEnded("expired", await Inviting.AcceptAsync(maxi, token));
        await palmer.AssertAllIsOverAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("31")]
    public async Task It_is_valid_for_a_day_at_least_and_a_month_at_most(string days)
    {
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => Inviting.StartAsync(("Invitations:ValidDays", days)));
        Assert.Contains("Set Invitations:ValidDays to a number from 1 to 30.", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", 1)]
    [InlineData("decline", 1)]
    [InlineData("accept", 5)]
    [InlineData("decline", 12)]
    public async Task After_the_answer_no_reminder_comes(string answer, int day)
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, _, token) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceDaysAsync(day);
        var before = (await palmer.MailsAsync(maxi.Email)).Count;
        await maxi.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/{answer}");
        await palmer.SettleAsync();
        await palmer.AssertAllIsOverAsync();
        await palmer.AdvanceDaysAsync(30);
        Assert.Equal(before, (await palmer.MailsAsync(maxi.Email)).Count);
        Assert.Single(await palmer.ToldAsync());
    }

    [Fact]
    public async Task Sent_again_its_reminders_and_its_end_are_counted_anew()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, _) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceDaysAsync(9);
        await palmer.ResendAsync(id);
        await palmer.AdvanceDaysAsync(13);
        var kinds = (await palmer.MailsAsync(maxi.Email)).Select(
            mail => (mail["subject"]!.GetValue<string>().Split(':')[0], mail["sentAt"]!.GetValue<DateTimeOffset>()));
        Assert.Equal(
            [
                ($"Einladung zu {Inviting.Company}", App.Start),
                ("Erinnerung", App.Start.AddDays(3)),
                ($"Einladung zu {Inviting.Company}", App.Start.AddDays(9)),
                ("Erinnerung", App.Start.AddDays(12)),
                ("Letzte Erinnerung", App.Start.AddDays(19)),
            ],
            kinds);
        Assert.Equal("pending", await palmer.StateAsync(id));
        await palmer.AdvanceDaysAsync(1);
        Assert.Equal("expired", await palmer.StateAsync(id));
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task At_the_very_end_it_cannot_be_answered_even_before_its_process_notices()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceAsync(TimeSpan.FromDays(14) - Moment);
        // The engine is stopped, so that the row still says pending when the invitation expires.
        await palmer.StopProcessesAsync();
        await palmer.AdvanceAsync(Moment);
        Assert.Equal("pending", await palmer.StateAsync(id));
        Assert.Equal("expired", (await palmer.OpenAsync(token)).Json["state"]!.GetValue<string>());
        Assert.Empty(await Inviting.WaitingAsync(maxi));
        InvitationStoryTests.AssertEnded("expired", await Inviting.AcceptAsync(maxi, token));
        InvitationStoryTests.AssertEnded("expired", await Inviting.DeclineAsync(maxi, token));
        Assert.Empty(await Inviting.OrganizationsAsync(maxi));
    }

    [Fact]
    public async Task A_moment_before_the_end_it_can_be_accepted()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, _, token) = await palmer.InviteSomebodyAsync();
        await palmer.AdvanceAsync(TimeSpan.FromDays(14) - Moment);
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
        await palmer.AdvanceAsync(Moment);
        Assert.Equal([$"{maxi.Email} hat Ihre Einladung angenommen"], await palmer.ToldAsync());
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task An_answer_while_a_reminder_is_being_sent_is_taken_up_at_once()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, _, token) = await palmer.InviteSomebodyAsync();
        // The reminder is not delivered, so the process is still sending it when the answer arrives.
        await palmer.App.NeighbourAsync("mail", new System.Text.Json.Nodes.JsonObject { [maxi.Email] = "overloaded" });
        await palmer.AdvanceDaysAsync(3);
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
        // The next attempt finds that the reminder is no longer needed.
        await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal([$"{maxi.Email} hat Ihre Einladung angenommen"], await palmer.ToldAsync());
        await palmer.AssertAllIsOverAsync();
    }
}
