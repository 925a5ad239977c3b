using System.Text.Json.Nodes;
using Accounts.Access;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>One level: every shape that is not allowed is refused with a problem that says why.</summary>
public sealed class TreeShapeTests
{
    [InProcessFact]
    public async Task A_sub_account_cannot_have_sub_accounts()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        foreach (var body in new[] { Locations.Link(other.Id), Locations.Order() })
            Assert.Equal((409, "is-sub-account"), Is(await sub.Owner.PostAsync(sub.SubAccounts, body)));
    }

    [InProcessFact]
    public async Task Who_asked_before_becoming_a_sub_account_gets_none()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var token = await Locations.AskAsync(app, sub, other);
        await Locations.LinkAsync(app, main, sub);
        Assert.Equal((409, "is-sub-account"), Is(await Locations.AcceptAsync(other.Owner, token)));
        Assert.Equal([$"{main.Id}>{sub.Id}"], Tree.Links(app, main.Id, sub.Id, other.Id));
    }

    [InProcessFact]
    public async Task A_main_account_cannot_become_a_sub_account()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var token = await Locations.AskAsync(app, other, main);
        await Locations.LinkAsync(app, main, sub);
        Assert.Equal((409, "has-sub-accounts"), Is(await Locations.AcceptAsync(main.Owner, token)));
        Assert.Equal([$"{main.Id}>{sub.Id}"], Tree.Links(app, main.Id, sub.Id, other.Id));
    }

    [InProcessFact]
    public async Task A_sub_account_has_exactly_one_main_account()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var token = await Locations.AskAsync(app, other, sub);
        await Locations.LinkAsync(app, main, sub);
        Assert.Equal((409, "already-sub-account"), Is(await Locations.AcceptAsync(sub.Owner, token)));
        Assert.Equal((409, "already-sub-account"), Is(await main.Owner.PostAsync(main.SubAccounts, Locations.Link(sub.Id))));
        // The invitation is still pending: once released, the account may accept it.
        Assert.Equal(204, (await Locations.ReleaseAsync(main, sub.Id)).Status);
        Assert.Equal(200, (await Locations.AcceptAsync(sub.Owner, token)).Status);
        Assert.Equal([$"{other.Id}>{sub.Id}"], Tree.Links(app, main.Id, sub.Id, other.Id));
    }

    [InProcessFact]
    public async Task Who_types_a_number_is_told_the_same_of_all_that_cannot_be_linked()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, asking) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        var ordered = await Locations.OrderAsync(main);
        string[] known = [main.Id, sub.Id, asking.Id, ordered];
        var unknown = known.Contains("1000000") ? "1000001" : "1000000";
        List<string> answers = [];
        foreach (var number in new[] { unknown, main.Id, sub.Id, ordered })
        {
            var refused = await asking.Owner.PostAsync(asking.SubAccounts, Locations.Link(number));
            Assert.Equal((422, "account-not-linkable"), Is(refused));
            answers.Add(refused.Json["detail"]!.GetValue<string>());
        }

        Assert.Single(answers.Distinct());
    }

    [InProcessFact]
    public async Task Numbers_cannot_be_tried_out()
    {
        await using var app = await App.StartAsync(App.With(("SubAccounts:MaxAskedPerDay", "3")));
        var asking = await Locations.CustomerAsync(app);
        for (var number = 1_000_000; number < 1_000_003; number++)
            Assert.Equal(
                "account-not-linkable",
                (
                    await asking.Owner.PostAsync(
                        asking.SubAccounts, Locations.Link(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Problem);
        var other = await Locations.CustomerAsync(app);
        Assert.Equal((429, "too-many-asked"), Is(await asking.Owner.PostAsync(asking.SubAccounts, Locations.Link(other.Id))));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        asking = asking with { Owner = await app.SignInAsync(asking.Owner.Email) };
        await Locations.AskAsync(app, asking, other);
    }

    [InProcessFact]
    public async Task Numbers_cannot_be_tried_out_under_one_key()
    {
        await using var app = await App.StartAsync(App.With(("SubAccounts:MaxAskedPerDay", "3")));
        var asking = await Locations.CustomerAsync(app);
        string[] numbers = ["1000000", "1000000", "1000001", "1000002"];
        foreach (var number in numbers)
            Assert.Equal(
                "account-not-linkable", (await asking.Owner.PostAsync(asking.SubAccounts, Locations.Link(number), "one-key")).Problem);
        Assert.Equal((429, "too-many-asked"), Is(await asking.Owner.PostAsync(asking.SubAccounts, Locations.Link("1000003"), "one-key")));
    }

    [InProcessFact]
    public async Task With_as_many_open_invitations_as_may_be_found_numbers_are_told_apart_from_others_by_nothing()
    {
        await using var app = await App.StartAsync(App.With(("Invitations:MaxOpen", "1")));
        var (asking, first, found) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.AskAsync(app, asking, first);
        foreach (var number in new[] { found.Id, found.Id == "1000000" ? "1000001" : "1000000" })
            Assert.Equal((409, "too-many-open-invitations"), Is(await asking.Owner.PostAsync(asking.SubAccounts, Locations.Link(number))));
    }

    [InProcessFact]
    public async Task The_same_account_is_asked_once_at_a_time_and_its_owner_for_several_accounts()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var (owner, first) = await app.NewCustomerAsync();
        var second = (await owner.PostAsync("/api/accounts", Forms.Account())).Json["id"]!.GetValue<string>();
        Assert.Equal(202, (await main.Owner.PostAsync(main.SubAccounts, Locations.Link(first), "1")).Status);
        Assert.Equal((409, "already-asked"), Is(await main.Owner.PostAsync(main.SubAccounts, Locations.Link(first), "2")));
        Assert.Equal(202, (await main.Owner.PostAsync(main.SubAccounts, Locations.Link(first), "1")).Status);
        Assert.Equal(202, (await main.Owner.PostAsync(main.SubAccounts, Locations.Link(second), "3")).Status);
        await app.SettleAsync();
        Assert.Equal(2, (await owner.GetAsync("/api/me")).Json["invitations"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("123")]
    [InlineData("0123456")]
    public async Task What_is_no_other_accounts_number_is_refused(string? number)
    {
        await using var app = await App.StartAsync();
        var main = await Locations.CustomerAsync(app);
        foreach (var body in new[] { new JsonObject { ["mode"] = "link", ["customerNumber"] = number }, Locations.Link(main.Id) })
            Assert.Equal(["#/customerNumber"], (await main.Owner.PostAsync(main.SubAccounts, body)).Fields);
        var linking = Locations.Order().With("mode", "link").With("customerNumber", "1000000").With("confirmation", new JsonObject());
        Assert.Equal(["#/account", "#/lines", "#/confirmation"], (await main.Owner.PostAsync(main.SubAccounts, linking)).Fields);
    }

    [InProcessFact]
    public async Task Sub_accounts_of_others_are_nobodys_business()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var own = await Locations.CustomerAsync(app);
        await Locations.LinkAsync(app, main, sub);
        await Locations.LinkAsync(app, other, own);
        // The processes of the links end first, so that any later write would come from the calls below.
        await app.SettleAsync();
        var before = app.Dump();
        var path = $"{other.SubAccounts}/{sub.Id}";
        Assert.Equal(404, (await other.Owner.GetAsync(path)).Status);
        Assert.Equal(404, (await other.Owner.PutAsync(path, new JsonObject { ["collectiveInvoice"] = true }, "*")).Status);
        Assert.Equal(404, (await other.Owner.DeleteAsync(path)).Status);
        Assert.Equal(404, (await (await app.OperatorAsync()).SendAsync(HttpMethod.Post, path + "/activate")).Status);
        foreach (var one in new[] { other.Owner, await app.SignInAsync() })
        {
            Assert.Equal(404, (await one.GetAsync(main.SubAccounts)).Status);
            Assert.Equal(404, (await one.GetAsync($"{main.SubAccounts}/{sub.Id}")).Status);
            Assert.Equal(404, (await one.DeleteAsync($"{main.SubAccounts}/{sub.Id}")).Status);
            Assert.Equal(404, (await one.GetAsync($"/api/organizations/{sub.Id}")).Status);
        }

        // Members of the sub-account do not see the main account either.
        Assert.Equal(404, (await sub.Owner.GetAsync(main.SubAccounts)).Status);
        Assert.Equal(before, app.Dump());
    }

    [InProcessFact]
    public async Task Adding_and_releasing_is_for_legal_representatives_and_admins()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        foreach (var role in new[] { Role.Employee, Role.Billing })
        {
            var member = await app.AddMemberAsync(main.Id, role);
            Assert.Equal(403, (await member.PostAsync(main.SubAccounts, Locations.Link(sub.Id))).Status);
            Assert.Equal(403, (await member.DeleteAsync($"{main.SubAccounts}/{sub.Id}")).Status);
        }

        Assert.Equal(204, (await (await app.AddMemberAsync(main.Id, Role.Admin)).DeleteAsync($"{main.SubAccounts}/{sub.Id}")).Status);
    }

    private static (int, string) Is(Reply reply) => (reply.Status, reply.Problem);
}
