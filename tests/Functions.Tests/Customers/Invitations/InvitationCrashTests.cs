using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Customers.Invitations;

/// <summary>
/// The whole life of an invitation, killed at every point. The app starts again, a caller who got no answer sends the request again,
/// and all ends as without a crash.
/// </summary>
public sealed class InvitationCrashTests
{
    private static readonly string[] Invited = ["Einladung zu " + Inviting.Company];
    private static readonly string[] Reminded = [.. Invited, "Erinnerung: Einladung zu " + Inviting.Company];
    private static readonly string[] RemindedTwice = [.. Reminded, "Letzte Erinnerung: Einladung zu " + Inviting.Company];

    [Fact]
    public async Task From_the_invitation_to_the_accept()
    {
        await EndsAsync(FromNothing, "accepted", Reminded, ["maxi@example.com hat Ihre Einladung angenommen"], async palmer =>
        {
            await InviteAsync(palmer);
            await UntilDayAsync(palmer, 4);
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            Answered(await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(InvitationCrashes.MaxiEmail)), 200, 410);
        });
    }

    [Fact]
    public async Task To_the_decline()
    {
        await EndsAsync(Invite, "declined", Invited, ["maxi@example.com hat Ihre Einladung abgelehnt"], async palmer =>
        {
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            Answered(await Inviting.DeclineAsync(maxi, await palmer.TokenAsync(InvitationCrashes.MaxiEmail)), 204, 410);
        });
    }

    [Fact]
    public async Task To_the_revocation()
    {
        await EndsAsync(Invite, "revoked", Invited, [], async palmer => Answered(await palmer.RevokeAsync(palmer.InvitationId!), 204));
    }

    [Fact]
    public async Task To_the_expiry()
    {
        await EndsAsync(
            Invite, "expired", RemindedTwice, ["Ihre Einladung an maxi@example.com ist abgelaufen"], palmer => UntilDayAsync(palmer, 15));
    }

    [Fact]
    public async Task To_the_accept_after_it_was_sent_again()
    {
        await EndsAsync(Invite, "accepted", [.. Reminded, .. Reminded], ["maxi@example.com hat Ihre Einladung angenommen"], async palmer =>
        {
            await UntilDayAsync(palmer, 4);
            // A caller who got no answer checks whether it was sent again before sending it once more.
            var shown = await palmer.Owner.GetAsync($"{palmer.Invitations}/{palmer.InvitationId}");
            Answered(shown, 200);
            if (shown.Json["sentAt"]!.GetValue<DateTimeOffset>() == shown.Json["createdAt"]!.GetValue<DateTimeOffset>())
                Answered(await palmer.ResendAsync(palmer.InvitationId!), 202);
            await UntilDayAsync(palmer, 8);
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            Answered(await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(InvitationCrashes.MaxiEmail)), 200, 410);
        });
    }

    [Fact]
    public async Task To_the_end_of_one_that_cannot_be_delivered()
    {
        string[] told = ["Ihre Einladung an maxi@example.com war nicht zustellbar", "Ihre Einladung an maxi@example.com ist abgelaufen"];
        await EndsAsync(FromNothing, "expired", [], told, async palmer =>
        {
            await palmer.App.NeighbourAsync("mail", new JsonObject { [InvitationCrashes.MaxiEmail] = "refusing" });
            await InviteAsync(palmer);
            await UntilDayAsync(palmer, 15);
        });
    }

    private static Task<string?> FromNothing(Inviting palmer) => Task.FromResult<string?>(null);

    /// <summary>Invites on the first day. A caller who got no answer sends the same request again.</summary>
    private static async Task InviteAsync(Inviting palmer)
    {
        if (palmer.App.Host.Clock.GetUtcNow() < App.Start.AddDays(2))
            Answered(await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(InvitationCrashes.MaxiEmail), "attempt"), 202);
    }

    private static async Task<string?> Invite(Inviting palmer) => await palmer.InviteAsync(InvitationCrashes.MaxiEmail);

    private static async Task EndsAsync(
        Func<Inviting, Task<string?>> prepare, string state, string[] mails, string[] told, Func<Inviting, Task> play)
    {
        await InvitationCrashes.AtEveryPointAsync(prepare, play, goOn: play, least: 15, check: async palmer =>
        {
            await palmer.AdvanceDaysAsync(31);
            Assert.Equal(
                state,
                Assert.Single((await palmer.Owner.GetAsync(palmer.Invitations)).Json["items"]!.AsArray())!["state"]!.GetValue<string>());
            // Each once: a mail that was sent a second time under another operation id would show here.
            Assert.Equal(mails, await palmer.SubjectsAsync(InvitationCrashes.MaxiEmail));
            Assert.Equal(told, await palmer.ToldAsync());
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            string[] members = state == "accepted" ? [palmer.Owner.Email, InvitationCrashes.MaxiEmail] : [palmer.Owner.Email];
            Assert.Equal(members, (await palmer.MembersAsync()).Order());
            Assert.Equal(members.Length - 1, (await Inviting.OrganizationsAsync(maxi)).Count);
            Assert.Empty(await Inviting.WaitingAsync(maxi));
            await palmer.AssertAllIsOverAsync();
        });
    }

    /// <summary>Moves the clock to that day after the start, but never back.</summary>
    private static async Task UntilDayAsync(Inviting palmer, int day)
    {
        var ahead = App.Start.AddDays(1 + day) - palmer.App.Host.Clock.GetUtcNow();
        if (ahead > TimeSpan.Zero)
            await palmer.AdvanceAsync(ahead);
        await palmer.SettleAsync();
    }

    internal static void Answered(Reply reply, params int[] expected) => Assert.True(expected.Contains(reply.Status), reply.Text);
}
