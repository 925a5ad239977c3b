using Accounts.Sales.Orders;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Sales.Orders;

/// <summary>Operators see the orders of all organizations, by state, and each in one state only.</summary>
public sealed class AllOrdersTests
{
    [InProcessFact]
    public async Task Orders_of_all_organizations_move_from_one_state_to_the_next()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (hanna, ops, path) = await Working.OrderAsync(app);
        var (otto, second) = await app.NewCustomerAsync();
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        var other = await Ordering.PlaceAsync(app, otto, second, Ordering.Form((Products.Hours, 1)));
        var (first, later) = (path.Split('/')[^1], other.Split('/')[^1]);
        Assert.Equal([later, first], await ListAsync(ops, ""));
        Assert.Equal([later, first], await ListAsync(ops, "?state=inProgress"));
        Assert.Empty(await ListAsync(ops, "?state=placed"));

        Assert.Equal(200, (await otto.SendAsync(HttpMethod.Post, other + "/cancel")).Status);
        await app.SettleAsync();
        Assert.Equal([first], await ListAsync(ops, "?state=inProgress"));
        Assert.Equal([later], await ListAsync(ops, "?state=cancelled"));

        await Working.SubmitAsync(app, ops, path, Working.Record(completes: true));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        ops = await app.OperatorAsync();
        Assert.Empty(await ListAsync(ops, "?state=inProgress"));
        Assert.Equal([first], await ListAsync(ops, "?state=completed"));
        var listed = (await ops.GetAsync("/api/orders?state=completed&limit=1")).Json["items"]![0]!;
        Assert.Equal(
            ("Palmer Telefonbau GmbH", first.Split('-')[0], "completed"),
            (listed["customer"]!.GetValue<string>(), listed["organizationId"]!.GetValue<string>(), listed["services"]!.GetValue<string>()));

        hanna = await app.SignInAsync(hanna.Email);
        Assert.Equal(403, (await hanna.GetAsync("/api/orders")).Status);
        Assert.Equal(400, (await ops.GetAsync("/api/orders?state=sent")).Status);
    }

    [InProcessFact]
    public async Task However_often_a_listing_follows_there_is_one_row_of_each_kind()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (_, ops, path) = await Working.OrderAsync(app);
        var listings = (OrderListings)app.Host.Services.GetService(typeof(OrderListings))!;
        var order = await Ordering.RowAsync(app, path);
        // Also by a process that has read an old version.
        var old = order with { Services = ServiceState.Ordered };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => listings.FollowAsync(n % 2 == 0 ? order : old, default)));
        Assert.Equal(3, app.Store.ListEntities("OrderListings", count: 100).Count);
        Assert.Single(await ListAsync(ops, "?state=inProgress"));
    }

    private static async Task<List<string>> ListAsync(User ops, string query) =>
        [.. (await ops.GetAsync("/api/orders" + query)).Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
}
