namespace Accounts.Tests.Customers.Invitations;

/// <summary>
/// A request is killed at every point between announcing, writing and notifying, and is not sent again. Two minutes after the next
/// start, either nothing has happened or everything.
/// </summary>
public sealed class DeadRequestTests
{
    [Fact]
    public async Task Of_an_invitation_is_nothing_left_or_it_is_sent()
    {
        await EitherAsync(
            _ => Task.FromResult<string?>(null),
            async palmer =>
                InvitationCrashTests.Answered(
                    await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(InvitationCrashes.MaxiEmail)), 202),
            async palmer =>
            {
                var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
                var sent = (await palmer.Owner.GetAsync(palmer.Invitations)).Json["items"]!.AsArray().Count;
                Assert.InRange(sent, 0, 1);
                Assert.Equal(
                    (sent, sent, sent, sent),
                    (
                        (await palmer.MailsAsync(InvitationCrashes.MaxiEmail)).Count,
                        (await Inviting.WaitingAsync(maxi)).Count,
                        palmer.CountOpen(),
                        palmer.CountReserved()));
                // A process that waits for nothing ends within the hour.
                await palmer.AdvanceAsync(TimeSpan.FromHours(2));
                Assert.Equal(sent, (await palmer.RunningAsync()).Length);
                return sent == 1;
            });
    }

    [Fact]
    public async Task An_accept_makes_no_member_or_one_who_finds_the_organization()
    {
        await EitherAsync(
            InviteAsync,
            async palmer =>
            {
                var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
                InvitationCrashTests.Answered(await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(InvitationCrashes.MaxiEmail)), 200);
            },
            async palmer =>
            {
                var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
                var accepted = await palmer.StateAsync(palmer.InvitationId!) == "accepted";
                var (one, none) = accepted ? (1, 0) : (0, 1);
                Assert.Equal(1 + one, (await palmer.MembersAsync()).Length);
                Assert.Equal((one, none), ((await Inviting.OrganizationsAsync(maxi)).Count, (await Inviting.WaitingAsync(maxi)).Count));
                Assert.Equal(
                    (one, none, none), ((await palmer.ToldAsync()).Length, palmer.CountOpen(), (await palmer.RunningAsync()).Length));
                return accepted;
            });
    }

    [Fact]
    public async Task A_revocation_leaves_all_as_it_was_or_clears_the_desk()
    {
        await EitherAsync(
            InviteAsync,
            async palmer => InvitationCrashTests.Answered(await palmer.RevokeAsync(palmer.InvitationId!), 204),
            async palmer =>
            {
                var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
                var revoked = await palmer.StateAsync(palmer.InvitationId!) == "revoked";
                var open = revoked ? 0 : 1;
                Assert.Equal(
                    (open, open, open),
                    ((await Inviting.WaitingAsync(maxi)).Count, palmer.CountOpen(), (await palmer.RunningAsync()).Length));
                return revoked;
            });
    }

    [Fact]
    public async Task A_resend_leaves_the_old_link_alive_or_sends_the_new_one()
    {
        await EitherAsync(
            InviteAsync,
            async palmer => InvitationCrashTests.Answered(await palmer.ResendAsync(palmer.InvitationId!), 202),
            async palmer =>
            {
                var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
                var mails = await palmer.MailsAsync(InvitationCrashes.MaxiEmail);
                // The link in the latest mail works, and so does the invitation on the receiver's first screen.
                var token = Assert.Single(Inviting.TokensIn(mails[^1]));
                Assert.Equal(200, (await palmer.OpenAsync(token)).Status);
                Assert.Equal(token, Assert.Single(await Inviting.WaitingAsync(maxi))!["token"]!.GetValue<string>());
                Assert.Single(await palmer.RunningAsync());
                var again = (await palmer.ShowAsync(palmer.InvitationId!))["sentAt"]!.GetValue<DateTimeOffset>() > App.Start.AddDays(1);
                Assert.Equal(again ? 2 : 1, mails.Count);
                return again;
            });
    }

    // The request comes a day later, so that nothing else of the process is due at the same time.
    private static async Task<string?> InviteAsync(Inviting palmer)
    {
        var id = await palmer.InviteAsync(InvitationCrashes.MaxiEmail);
        await palmer.AdvanceDaysAsync(1);
        return id;
    }

    private static async Task EitherAsync(
        Func<Inviting, Task<string?>> prepare, Func<Inviting, Task> request, Func<Inviting, Task<bool>> isDone)
    {
        var (done, undone) = (0, 0);
        await InvitationCrashes.AtEveryPointAsync(
            prepare, request, goOn: palmer => palmer.AdvanceAsync(TimeSpan.FromMinutes(2)), least: 5, check: async palmer =>
        {
            if (await isDone(palmer))
                Interlocked.Increment(ref done);
            else
                Interlocked.Increment(ref undone);
        });
        Assert.True(done > 1 && undone > 1, $"Done {done} times, undone {undone} times.");
    }
}
