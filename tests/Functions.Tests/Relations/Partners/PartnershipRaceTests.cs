using Accounts.Access;

namespace Accounts.Tests.Relations.Partners;

/// <summary>Requests for one partnership at the same moment. Whichever comes first, both sides have the same state in the end.</summary>
public sealed class PartnershipRaceTests
{
    private const int Rounds = 50;

    [InProcessFact]
    public async Task An_accept_and_a_revocation_never_both_succeed()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        var (karl, customer) = await story.CompanyAsync();
        HashSet<bool> outcomes = [];
        await Race.PlayAsync(async contest =>
        {
            var request = await story.AskAsync(karl.Email);
            var replies = await contest(
                () => story.AcceptAsync(karl, request, Partnering.Granting(customer, Partnering.Grant("cloud", "read"))),
                () => story.Partner.DeleteAsync($"/api/organizations/{story.PartnerId}/invitations/{request}"));
            var accepted = replies[0].Status == 200;
            outcomes.Add(accepted);
            Assert.Equal(accepted ? (200, 410) : (410, 204), (replies[0].Status, replies[1].Status));
            Assert.Equal(accepted ? 200 : 404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
            Assert.Equal(accepted ? "toReview" : "withdrawn", await story.StateAsync(request));
            Assert.Equal(accepted ? (1, 1) : (0, 0), Left(story, customer));
            if (accepted)
                Assert.Equal(204, (await story.EndByPartnerAsync(request)).Status);
            await story.App.SettleAsync();
        });

        Assert.Equal(2, outcomes.Count);
        Assert.Empty(await story.NamesAsync());
        // The processes of changes that were announced and then abandoned end within the hour.
        await story.App.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(await story.RunningAsync());
    }

    [InProcessFact]
    public async Task A_request_taken_back_twice_at_once_is_taken_back()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        for (var round = 0; round < Rounds / 2; round++)
        {
            var request = await story.AskAsync(App.NewEmail("karl"));
            var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Begin(() => story.EndByPartnerAsync(request))));
            Assert.All(replies, reply => Assert.True(reply.Status == 204, reply.Text));
            Assert.Equal("withdrawn", await story.StateAsync(request));
        }
    }

    [InProcessFact]
    public async Task Whoever_ends_what_is_being_accepted_leaves_nobody_inside()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        var (karl, customer) = await story.CompanyAsync();
        await Race.PlayAsync(async contest =>
        {
            var request = await story.AskAsync(karl.Email);
            var replies = await contest(
                () => story.AcceptAsync(karl, request, Partnering.Granting(customer, Partnering.Grant("cloud", "read"))),
                () => story.EndByPartnerAsync(request));
            // If it was accepted at the same moment, the partnership is what was ended.
            Assert.Equal(204, replies[1].Status);
            Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
            Assert.Equal((0, 0), Left(story, customer));
            Assert.Contains(await story.StateAsync(request), (string[])["withdrawn", "ended"]);
            await story.App.SettleAsync();
        });

        Assert.Empty(await story.NamesAsync());
        // The processes of changes that were announced and then abandoned end within the hour.
        await story.App.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(await story.RunningAsync());
    }

    [InProcessFact]
    public async Task Ends_and_changes_of_both_sides_at_once_leave_nobody_inside()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        var (karl, customer) = await story.CompanyAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var request = await story.JoinAsync(karl, customer, autoExtend: false, Partnering.Grant("cloud", "read"));
            var replies = await Task.WhenAll(
                Begin(() => story.RegrantAsync(karl, customer, autoExtend: true, Partnering.Grant("all", "full"))),
                Begin(() => story.EndByCustomerAsync(karl, customer)),
                Begin(() => story.EndByPartnerAsync(request)),
                Begin(() => story.ReviewAsync(request)));
            Assert.Contains(replies[0].Status, (int[])[200, 404]);
            Assert.Contains(replies[1].Status, (int[])[204, 404]);
            Assert.Equal(204, replies[2].Status);
            Assert.Contains(replies[3].Status, (int[])[204, 410]);
            Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
            await story.App.SettleAsync();
            Assert.Equal("ended", await story.StateAsync(request));
            Assert.Equal((0, 0), Left(story, customer));
        }

        Assert.Empty(await story.NamesAsync());
        // The processes of changes that were announced and then abandoned end within the hour.
        await story.App.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(await story.RunningAsync());
    }

    [InProcessFact]
    public async Task The_limit_of_partners_holds_when_several_are_accepted_at_once()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        var (karl, customer) = await story.CompanyAsync();
        List<(Partnering Partner, string Request)> asking = [];
        for (var n = 0; n < Delegation.MaxPartners + 3; n++)
        {
            var partner = await Partnering.InAsync(story.App);
            asking.Add((partner, await partner.AskAsync(karl.Email)));
        }

        var replies = await Task.WhenAll(
            asking.Select(
                one =>
                    Begin(
                        () =>
                            one.Partner.AcceptAsync(karl, one.Request, Partnering.Granting(customer, Partnering.Grant("cloud", "read"))))));
        await story.App.SettleAsync();

        Assert.Equal(Delegation.MaxPartners, replies.Count(reply => reply.Status == 200));
        Assert.All(
            replies.Where(reply => reply.Status != 200), reply => Assert.Equal((409, "too-many-partners"), (reply.Status, reply.Problem)));
        Assert.Equal((Delegation.MaxPartners, Delegation.MaxPartners), Left(story, customer));
        foreach (var ((partner, request), reply) in asking.Zip(replies))
        {
            Assert.Equal(reply.Status == 200 ? 200 : 404, (await story.ReadAsync(partner.Partner, customer, "projects")).Status);
            // If the limit was noticed in time, the request is still pending; if too late, it has ended on both sides.
            Assert.Contains(await partner.StateAsync(request), reply.Status == 200 ? (string[])["toReview"] : ["requested", "ended"]);
        }

        // Once one has left, another can join.
        var (first, _) = asking.Zip(replies).First(one => one.Second.Status == 200);
        Assert.Equal(204, (await first.Partner.EndByCustomerAsync(karl, customer)).Status);
        var again = await first.Partner.AskAsync(karl.Email);
        Assert.Equal(
            200, (await first.Partner.AcceptAsync(karl, again, Partnering.Granting(customer, Partnering.Grant("cloud", "read")))).Status);
    }

    [InProcessFact]
    public async Task Status_taken_while_a_request_is_accepted_leaves_nobody_inside()
    {
        await using var story = await Partnering.StartAsync(("Invitations:MaxOpen", "1000"));
        var (karl, customer) = await story.CompanyAsync();
        await Race.PlayAsync(async contest =>
        {
            var request = await story.AskAsync(karl.Email);
            await contest(
                () => story.AcceptAsync(karl, request, Partnering.Granting(customer, Partnering.Grant("cloud", "read"))),
                () => Partnering.StatusAsync(story.App, story.PartnerId, isPartner: false));
            await story.App.SettleAsync();
            Assert.Equal((0, 0), Left(story, customer));
            await Partnering.StatusAsync(story.App, story.PartnerId, isPartner: true);
            Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
            if (await story.StateAsync(request) == "requested")
                Assert.Equal(204, (await story.EndByPartnerAsync(request)).Status);
            await story.App.SettleAsync();
        });
    }

    /// <summary>The number of rows that give partners access, and the number that the customer counts.</summary>
    private static (int Rows, int Counted) Left(Partnering story, string customer)
    {
        var rows = story.App.Store.ListEntities("Organizations", customer, count: 100_000).ToList();
        return (
            rows.Count(row => ((string)row["RowKey"]).StartsWith("via:", StringComparison.Ordinal)),
            rows
                .Where(row => (string)row["RowKey"] == "partner-count")
                .Select(row => System.Text.Json.Nodes.JsonNode.Parse((string)row["Document"])!["partners"]!.GetValue<int>())
                .SingleOrDefault());
    }

    private static Task<Reply> Begin(Func<Task<Reply>> request) => Task.Run(request);
}
