using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

public sealed class CancelOrderTests
{
    [InProcessFact]
    public async Task A_service_order_can_be_cancelled_until_work_is_recorded_and_its_team_is_told()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 3)));

        var cancelled = await owner.SendAsync(HttpMethod.Post, path + "/cancel");
        var again = await owner.SendAsync(HttpMethod.Post, path + "/cancel");

        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled.Json["state"]!.GetValue<string>()));
        Assert.Equal((200, "cancelled"), (again.Status, again.Json["state"]!.GetValue<string>()));
        await app.SettleAsync();
        Assert.Equal(
            ["placed", "confirmationSent", "teamAssigned", "cancelled"],
            (await owner.GetAsync(path)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()));
        var told = await app.MailsAsync(Products.TeamEmail);
        Assert.Equal(
            [$"Auftrag {id}-1 ist storniert", $"Neuer Auftrag {id}-1 von Palmer Telefonbau GmbH"],
            told.Select(mail => mail["subject"]!.GetValue<string>()));
        Assert.Equal("cancelled", (await owner.GetAsync($"/api/processes/service-order-{id}-1")).Json["step"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Cancelled_before_its_teams_know_of_it_they_never_hear_of_it()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        await app.NeighbourAsync("mail", "overloaded");
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 3)));

        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
        await app.NeighbourAsync("mail", "delivering");
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Empty(await app.MailsAsync(Products.TeamEmail));
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal("cancelled", (await owner.GetAsync(path)).Json["order"]!["state"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Of_a_cancellation_and_the_first_record_of_work_at_the_same_moment_one_happens()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        var (owner, id) = await Ordering.CustomerAsync(app);
        var ops = await app.OperatorAsync();
        var outcomes = new HashSet<string>();
        for (var round = 0; round < 40; round++)
        {
            var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 3)));

            var replies = await Task.WhenAll(
                owner.SendAsync(HttpMethod.Post, path + "/cancel"),
                ops.PostAsync(path + "/performance-records", Accounts.Tests.Sales.Services.Working.Record(line: 1)));

            Assert.Single(replies, reply => reply.Status is 200 or 202);
            var loser = Assert.Single(replies, reply => reply.Status == 409);
            var state = (await owner.GetAsync(path)).Json["order"]!["services"]!.GetValue<string>();
            Assert.Equal(state == "cancelled" ? "order-not-in-state" : "work-recorded", loser.Problem);
            outcomes.Add(state);
        }

        Assert.Subset(new HashSet<string> { "cancelled", "inProgress" }, outcomes);
    }

    [InProcessFact]
    public async Task Nobody_without_the_right_cancels_but_operators_do()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 3)));
        var employee = await app.AddMemberAsync(id, Accounts.Access.Role.Employee);

        Assert.Equal(403, (await employee.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
        Assert.Equal(404, (await owner.SendAsync(HttpMethod.Post, $"/api/orders/{id}-7/cancel")).Status);
        Assert.Equal(200, (await (await app.OperatorAsync()).SendAsync(HttpMethod.Post, path + "/cancel")).Status);
    }
}
