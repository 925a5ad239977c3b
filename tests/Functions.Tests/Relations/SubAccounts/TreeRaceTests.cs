namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>
/// Links that conflict with each other, at the same moment. Whichever comes first, the tree is valid and no link is half done.
/// </summary>
public sealed class TreeRaceTests
{
    [InProcessFact]
    public Task Two_main_accounts_never_get_the_same_account() => RaceAsync(async (app, a, b, c, contest) =>
    {
        var (first, second) = (await Locations.AskAsync(app, a, c), await Locations.AskAsync(app, b, c));
        var replies = await contest(() => Locations.AcceptAsync(c.Owner, first), () => Locations.AcceptAsync(c.Owner, second));
        AssertRefusals(replies, "already-sub-account", "link-in-progress");
        var won = Assert.Single(replies, reply => reply.Status == 200) == replies[0];
        Assert.Equal([$"{(won ? a : b).Id}>{c.Id}"], Tree.Links(app, a.Id, b.Id, c.Id));
        await AnswerAsync(c, won ? second : first);
        return won ? "first" : "second";
    });

    [InProcessFact]
    public Task Of_two_accounts_that_link_each_other_at_most_one_becomes_the_main_account() => RaceAsync(async (app, a, b, c, contest) =>
    {
        var (ofB, ofA) = (await Locations.AskAsync(app, a, b), await Locations.AskAsync(app, b, a));
        var replies = await contest(() => Locations.AcceptAsync(b.Owner, ofB), () => Locations.AcceptAsync(a.Owner, ofA));
        AssertRefusals(replies, "is-sub-account", "has-sub-accounts", "link-in-progress");
        var links = Tree.Links(app, a.Id, b.Id, c.Id);
        Assert.Equal(
            [
                .. replies[0].Status == 200 ? [$"{a.Id}>{b.Id}"] : Array.Empty<string>(),
                .. replies[1].Status == 200 ? [$"{b.Id}>{a.Id}"] : Array.Empty<string>(),
            ],
            links);
        Assert.InRange(links.Length, 0, 1);
        if (replies[0].Status != 200)
            await AnswerAsync(b, ofB);
        if (replies[1].Status != 200)
            await AnswerAsync(a, ofA);
        return links.Length == 0 ? "neither" : replies[0].Status == 200 ? "first" : "second";
    });

    [InProcessFact]
    public Task An_account_never_is_linked_and_links_another() => RaceAsync(async (app, a, b, c, contest) =>
    {
        var (ofB, ofC) = (await Locations.AskAsync(app, a, b), await Locations.AskAsync(app, b, c));
        var replies = await contest(() => Locations.AcceptAsync(b.Owner, ofB), () => Locations.AcceptAsync(c.Owner, ofC));
        AssertRefusals(replies, "is-sub-account", "has-sub-accounts", "link-in-progress");
        var won = Assert.Single(replies, reply => reply.Status == 200) == replies[0];
        Assert.Equal([won ? $"{a.Id}>{b.Id}" : $"{b.Id}>{c.Id}"], Tree.Links(app, a.Id, b.Id, c.Id));
        await AnswerAsync(won ? c : b, won ? ofC : ofB);
        return won ? "first" : "second";
    });

    [InProcessFact]
    public Task A_link_while_a_release_runs_comes_before_or_after_it() => RaceAsync(async (app, a, b, c, contest) =>
    {
        var (first, second) = (await Locations.AskAsync(app, a, c), await Locations.AskAsync(app, b, c));
        Assert.Equal(200, (await Locations.AcceptAsync(c.Owner, first)).Status);
        var replies = await contest(() => Locations.ReleaseAsync(a, c.Id), () => Locations.AcceptAsync(c.Owner, second));
        Assert.Equal(204, replies[0].Status);
        AssertRefusals(replies[1..], "already-sub-account");
        var linked = replies[1].Status == 200;
        Assert.Equal(linked ? [$"{b.Id}>{c.Id}"] : [], Tree.Links(app, a.Id, b.Id, c.Id));
        Assert.Equal(404, (await a.Owner.GetAsync($"/api/organizations/{c.Id}")).Status);
        if (!linked)
            await AnswerAsync(c, second);
        return linked ? "after" : "before";
    });

    [InProcessFact]
    public Task A_main_account_becomes_a_sub_account_only_after_its_last_release() => RaceAsync(async (app, a, b, c, contest) =>
    {
        var (ofC, ofA) = (await Locations.AskAsync(app, a, c), await Locations.AskAsync(app, b, a));
        Assert.Equal(200, (await Locations.AcceptAsync(c.Owner, ofC)).Status);
        var replies = await contest(() => Locations.ReleaseAsync(a, c.Id), () => Locations.AcceptAsync(a.Owner, ofA));
        Assert.Equal(204, replies[0].Status);
        AssertRefusals(replies[1..], "has-sub-accounts");
        var linked = replies[1].Status == 200;
        Assert.Equal(linked ? [$"{b.Id}>{a.Id}"] : [], Tree.Links(app, a.Id, b.Id, c.Id));
        if (!linked)
            await AnswerAsync(a, ofA);
        return linked ? "after" : "before";
    });

    [InProcessFact]
    public async Task Many_accounts_that_join_one_main_account_at_once_all_get_in()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        List<(Customer Sub, string Token)> asked = [];
        for (var i = 0; i < 20; i++)
        {
            var sub = await Locations.CustomerAsync(app);
            asked.Add((sub, await Locations.AskAsync(app, main, sub)));
        }

        var replies = await Race.AtOnceAsync(
        [
            .. asked.Select(one => (Func<Task<Reply>>)(() => Locations.AcceptAsync(one.Sub.Owner, one.Token))),
            .. Enumerable.Repeat(() => main.Owner.PostAsync(main.SubAccounts, Locations.Order()), 10),
        ]);
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 202, reply.Text));
        await app.SettleAsync();
        var numbers = await Locations.NumbersAsync(main, "?limit=100");
        Assert.Equal(30, numbers.Length);
        Assert.Equal(30, Tree.Links(app, [main.Id, .. numbers]).Length);
    }

    /// <summary>Each round begins with three accounts that are neither main account nor sub-account.</summary>
    private static async Task RaceAsync(Func<App, Customer, Customer, Customer, Contest, Task<string>> round)
    {
        await using var app = await Locations.StartAsync();
        var (a, b, c) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        HashSet<string> outcomes = [];
        await Race.PlayAsync(async contest =>
        {
            outcomes.Add(await round(app, a, b, c, contest));
            foreach (var (main, sub) in Tree.Links(app, a.Id, b.Id, c.Id).Select(link => (link.Split('>')[0], link.Split('>')[1])))
                Assert.Equal(204, (await Locations.ReleaseAsync(new[] { a, b, c }.Single(one => one.Id == main), sub)).Status);
        });
        Assert.True(outcomes.Count > 1, $"One side always wins: {string.Join(' ', outcomes)}.");
        // The processes find nothing to do that the requests have left, whenever they run.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(Tree.Links(app, a.Id, b.Id, c.Id));
    }

    private static void AssertRefusals(IEnumerable<Reply> replies, params string[] problems) =>
        Assert.All(
            replies.Where(reply => reply.Status is not (200 or 204)),
            reply => Assert.True(reply.Status == 409 && problems.Contains(reply.Problem), reply.Text));

    /// <summary>Declines the loser's invitation, so that the next round can ask again.</summary>
    private static async Task AnswerAsync(Customer loser, string token) =>
        Assert.Equal(204, (await loser.Owner.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/decline")).Status);
}
