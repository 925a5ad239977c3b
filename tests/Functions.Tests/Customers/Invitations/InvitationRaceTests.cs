namespace Accounts.Tests.Customers.Invitations;

/// <summary>Requests for one invitation at the same moment. Whichever comes first, the stored state is consistent in the end.</summary>
public sealed class InvitationRaceTests
{
    private const int Rounds = 200;

    [Fact]
    public async Task Of_200_parallel_accepts_one_succeeds_and_199_are_refused_clearly()
    {
        await using var palmer = await Inviting.StartAsync();
        var (maxi, id, token) = await palmer.InviteSomebodyAsync();
        var replies = await Race.AtOnceAsync([.. Enumerable.Repeat(() => Inviting.AcceptAsync(maxi, token), 200)]);
        Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply.Status != 200), reply => InvitationStoryTests.AssertEnded("accepted", reply));
        Assert.Equal([palmer.Owner.Email, maxi.Email], (await palmer.MembersAsync()).Order());
        Assert.Single(await Inviting.OrganizationsAsync(maxi));
        Assert.Equal("accepted", await palmer.StateAsync(id));
        await palmer.SettleAsync();
        Assert.Single(await palmer.ToldAsync());
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task An_accept_and_a_revocation_never_both_succeed()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxMailsPerDay", "1000"), ("Invitations:MaxOpen", "1000"));
        var outcomes = new Dictionary<string, int>();
        await Race.PlayAsync(async contest =>
        {
            var (maxi, id, token) = await palmer.InviteSomebodyAsync();
            var replies = await contest(() => Inviting.AcceptAsync(maxi, token), () => palmer.RevokeAsync(id));
            var state = await palmer.StateAsync(id);
            var (winner, loser, isMember) = state == "accepted" ? (replies[0], replies[1], 1) : (replies[1], replies[0], 0);
            Assert.Equal((true, 410), (winner.Status is 200 or 204, loser.Status));
            InvitationStoryTests.AssertEnded(state, loser);
            Assert.Equal(isMember, palmer.CountMemberRows(maxi.Email));
            outcomes[state] = outcomes.GetValueOrDefault(state) + 1;
        });

        Assert.Equal(["accepted", "revoked"], outcomes.Keys.Order());
        await palmer.SettleAsync();
        Assert.Equal(outcomes["accepted"], (await palmer.ToldAsync()).Length);
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task An_accept_and_a_decline_never_both_succeed()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "1000"));
        await Race.PlayAsync(async contest =>
        {
            var (maxi, id, token) = await palmer.InviteSomebodyAsync();
            var replies = await contest(() => Inviting.AcceptAsync(maxi, token), () => Inviting.DeclineAsync(maxi, token));
            var state = await palmer.StateAsync(id);
            InvitationStoryTests.AssertEnded(state, Assert.Single(replies, reply => reply.Status is not 200 and not 204));
            Assert.Equal(state == "accepted" ? 1 : 0, palmer.CountMemberRows(maxi.Email));
        });

        await palmer.SettleAsync();
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task An_accept_at_the_last_moment_and_the_expiry_never_both_succeed()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:ValidDays", "1"), ("Invitations:MaxOpen", "1000"));
        var many = await palmer.InviteManyAsync(Rounds / 2);
        await palmer.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        // All expire at once while each is accepted.
        var accepts = many.Select(one => (Func<Task<Reply>>)(() => Inviting.AcceptAsync(one.User, one.Token))).ToArray();
        var expiry = Task.Run(() => palmer.AdvanceAsync(TimeSpan.FromTicks(1)));
        var replies = await Race.AtOnceAsync(accepts);
        await expiry;
        await palmer.SettleAsync();
        foreach (var ((maxi, id, _), reply) in many.Zip(replies))
        {
            var state = await palmer.StateAsync(id);
            Assert.Equal(reply.Status == 200 ? "accepted" : "expired", state);
            Assert.Equal(reply.Status == 200 ? 1 : 0, palmer.CountMemberRows(maxi.Email));
            if (reply.Status != 200)
                InvitationStoryTests.AssertEnded("expired", reply);
        }

        Assert.Equal(many.Count, (await palmer.ToldAsync()).Length);
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task An_accept_and_a_resend_leave_either_a_member_or_a_new_link()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "1000"));
        List<(User User, string Id)> invited = [];
        await Race.PlayAsync(async contest =>
        {
            var (maxi, id, token) = await palmer.InviteSomebodyAsync();
            invited.Add((maxi, id));
            var replies = await contest(() => Inviting.AcceptAsync(maxi, token), () => palmer.ResendAsync(id));
            if (replies[0].Status == 200)
            {
                InvitationStoryTests.AssertEnded("accepted", replies[1]);
                Assert.Equal("accepted", await palmer.StateAsync(id));
            }
            else
            {
                // Not found, or changed since it was found.
                Assert.True(replies[0].Problem is "not-found" or "invitation-changed", replies[0].Text);
                Assert.Equal(202, replies[1].Status);
                Assert.Equal("pending", await palmer.StateAsync(id));
                Assert.Equal(404, (await palmer.OpenAsync(token)).Status);
            }
        });

        await palmer.SettleAsync();
        foreach (var (maxi, id) in invited)
        {
            if (await palmer.StateAsync(id) == "pending")
                Assert.Equal(200, (await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(maxi.Email))).Status);
        }

        await palmer.SettleAsync();
        Assert.Equal(invited.Count, (await palmer.ToldAsync()).Length);
        await palmer.AssertAllIsOverAsync();
    }

    [Fact]
    public async Task Of_invitations_of_one_address_at_the_same_time_one_is_made()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "1000"));
        for (var round = 0; round < Rounds / 4; round++)
        {
            var email = App.NewEmail();
            var replies = await Race.AtOnceAsync(
                [.. Enumerable.Repeat(() => palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email)), 4)]);
            Assert.Single(replies, reply => reply.Status == 202);
            Assert.All(
                replies.Where(reply => reply.Status != 202),
                reply => Assert.Equal((409, "already-invited"), (reply.Status, reply.Problem)));
            await palmer.SettleAsync();
            Assert.Single(await palmer.MailsAsync(email));
        }

        Assert.Equal((Rounds / 4, Rounds / 4), (palmer.CountOpen(), palmer.CountReserved()));
        // The processes of the abandoned ones end automatically.
        await palmer.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(Rounds / 4, (await palmer.RunningAsync()).Length);
    }

    [Fact]
    public async Task The_same_request_many_times_at_once_makes_one_invitation()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxMailsPerDay", "1000"));
        var email = App.NewEmail();
        var replies = await Race.AtOnceAsync(
            [.. Enumerable.Repeat(() => palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(email), "attempt"), 50)]);
        Assert.All(
            replies, reply => Assert.True(reply.Status == 202 || reply is { Status: 409, Problem: "request-in-flight" }, reply.Text));
        Assert.Single(replies.Where(reply => reply.Status == 202).Select(reply => reply.Text).Distinct());
        await palmer.SettleAsync();
        Assert.Single(await palmer.MailsAsync(email));
        Assert.Equal((1, 1), (palmer.CountOpen(), palmer.CountReserved()));
    }

    [Fact]
    public async Task The_limit_holds_under_150_parallel_invitations()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "100"));
        var replies = await Race.AtOnceAsync(
            [
                .. Enumerable.Range(0, 150).Select(
                    n => (Func<Task<Reply>>)(() => palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail())))),
            ]);
        Assert.All(replies, reply => Assert.True(
            reply is { Status: 202 } or { Status: 409, Problem: "too-many-open-invitations" } or { Status: 503, Problem: "temporarily-unavailable" }, reply.Text));
        var made = replies.Count(reply => reply.Status == 202);
        Assert.InRange(made, 1, 100);
        Assert.Equal((made, made), (palmer.CountOpen(), palmer.CountReserved()));
        // The places that are left can still be taken, and no more.
        for (; made < 100; made++)
            Assert.Equal(202, (await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()))).Status);
        Assert.Equal("too-many-open-invitations", (await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(App.NewEmail()))).Problem);
        Assert.Equal((100, 100), (palmer.CountOpen(), palmer.CountReserved()));
    }

    [Fact]
    public async Task The_mails_of_an_address_are_counted_under_parallel_invitations()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxMailsPerDay", "3"));
        var houses = new List<Inviting>();
        for (var n = 0; n < 8; n++)
            houses.Add(await Inviting.InAsync(palmer.App));
        var email = App.NewEmail();
        var replies = await Race.AtOnceAsync(
            [.. houses.Select(house => (Func<Task<Reply>>)(() => house.Owner.PostAsync(house.Invitations, Inviting.To(email))))]);
        Assert.Equal(3, replies.Count(reply => reply.Status == 202));
        Assert.All(replies.Where(reply => reply.Status != 202), reply => Assert.Equal("too-many-mails", reply.Problem));
        await palmer.SettleAsync();
        Assert.Equal(3, (await palmer.MailsAsync(email)).Count);
    }

    [Fact]
    public async Task An_invitation_that_ends_while_its_receiver_signs_in_for_the_first_time_leaves_nothing_behind()
    {
        await using var palmer = await Inviting.StartAsync(("Invitations:MaxOpen", "1000"));
        await Race.PlayAsync(async contest =>
        {
            var email = App.NewEmail("maxi");
            var id = await palmer.InviteAsync(email);
            var maxi = await palmer.SignInAsync(email);
            await contest(() => palmer.RevokeAsync(id), () => maxi.GetAsync("/api/me"));
            await palmer.SettleAsync();
            Assert.Equal(0, palmer.CountWaiting());
        });
    }
}
