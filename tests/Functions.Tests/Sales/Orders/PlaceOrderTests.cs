using System.Text.Json.Nodes;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

public sealed class PlaceOrderTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task An_order_is_numbered_and_shows_what_was_agreed()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var placed = await owner.PostAsync(Ordering.Of(id), Ordering.Form());

        Assert.Equal((202, $"/api/orders/{id}-1"), (placed.Status, placed.Headers.Location?.OriginalString));
        await _app.SettleAsync();
        var order = (await owner.GetAsync($"/api/orders/{id}-1")).Json;
        Assert.Equal($"{id}-1", order["order"]!["id"]!.GetValue<string>());
        Assert.Equal("PO-2026-0815", order["order"]!["purchaseOrderNumber"]!.GetValue<string>());
        Assert.Equal(
            [(Products.DataCenter, 2, 249_000L, 498_000L, 1900), (Products.Hours, 2, 14_000L, 28_000L, 1900)],
            order["lines"]!.AsArray().Select(line => (
                line!["sku"]!.GetValue<string>(),
                line["quantity"]!.GetValue<int>(),
                line["unitPrice"]!.GetValue<long>(),
                line["net"]!.GetValue<long>(),
                line["taxRate"]!.GetValue<int>())));
        Assert.Equal((526_000L, 625_940L), (order["totals"]!["net"]!.GetValue<long>(), order["totals"]!["gross"]!.GetValue<long>()));
        Assert.Equal(
            ("taxable", "S"), (order["taxDecision"]!["treatment"]!.GetValue<string>(), order["taxDecision"]!["code"]!.GetValue<string>()));
        Assert.Equal("2026-01", order["terms"]!["version"]!.GetValue<string>());
        Assert.Equal(owner.Email, order["recipient"]!["email"]!.GetValue<string>());
        Assert.Equal("placed", order["timeline"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_request_makes_one_order_and_another_body_under_its_key_none()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var first = await owner.PostAsync(Ordering.Of(id), Ordering.Form(), "key");
        var second = await owner.PostAsync(Ordering.Of(id), Ordering.Form(), "key");
        var other = await owner.PostAsync(Ordering.Of(id), Ordering.Form((Products.Cloud, 1)), "key");

        Assert.Equal((first.Text, 202), (second.Text, second.Status));
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Single((await owner.GetAsync(Ordering.Of(id))).Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task Orders_at_the_same_moment_get_numbers_without_gaps_or_doubles()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var placed = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => owner.PostAsync(Ordering.Of(id), Ordering.Form(), $"key-{n / 2}")));

        Assert.All(placed, reply => Assert.Equal(202, reply.Status));
        Assert.Equal(10, placed.Select(reply => reply.Json["id"]!.GetValue<string>()).Distinct().Count());
        var listed = (await owner.GetAsync(Ordering.Of(id))).Json["items"]!.AsArray().Select(order => order!["id"]!.GetValue<string>());
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(number => $"{id}-{number}"), listed);
        await _app.SettleAsync();
        Assert.All(await Task.WhenAll(listed.Select(order => owner.GetAsync("/api/orders/" + order))), order =>
            Assert.Contains(order.Json["timeline"]!.AsArray(), happened => happened!["kind"]!.GetValue<string>() == "confirmationSent"));
    }

    [Fact]
    public async Task Orders_are_listed_page_by_page_newest_first()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        for (var i = 0; i < 3; i++)
            await Ordering.PlaceAsync(_app, owner, id);

        var first = (await owner.GetAsync(Ordering.Of(id) + "?limit=2")).Json;
        var second = (await owner.GetAsync($"{Ordering.Of(id)}?limit=2&cursor={first["nextCursor"]}")).Json;

        Assert.Equal([$"{id}-3", $"{id}-2"], Ids(first));
        Assert.Equal([$"{id}-1"], Ids(second));
        Assert.Null(second["nextCursor"]);
    }

    [Fact]
    public async Task What_was_agreed_stays_when_prices_and_account_change()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var sku = "FROZEN-" + id;
        var ops = await _app.OperatorAsync();
        await ops.PutAsync("/api/catalog/" + sku, Products.CloudLicense(), ifMatch: null);
        var path = await Ordering.PlaceAsync(_app, owner, id, Ordering.Form((sku, 1)));
        var before = (await owner.GetAsync(path)).Json;

        var renamed = Products.CloudLicense().With("name/de", "Ganz anders").With("taxClass", "reduced");
        Assert.Equal(200, (await ops.PutAsync("/api/catalog/" + sku, renamed, "*")).Status);
        Assert.Equal(
            200,
            (await owner.PutAsync($"/api/organizations/{id}/account", Forms.Account().With("company/name", "Umgetauft GmbH"), "*")).Status);

        var after = (await owner.GetAsync(path)).Json;
        Assert.Equal(before["lines"]!.ToJsonString(), after["lines"]!.ToJsonString());
        Assert.Equal(before["recipient"]!.ToJsonString(), after["recipient"]!.ToJsonString());
        Assert.Equal(before["totals"]!.ToJsonString(), after["totals"]!.ToJsonString());
    }

    [Fact]
    public async Task A_changed_addressing_is_kept_with_the_order()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var form = Ordering.Form().With("confirmation", new JsonObject
        {
            ["recipient"] = new JsonObject
            {
                ["companyName"] = "Palmer Holding AG",
                ["attention"] = "Einkauf, Frau Öztürk",
                ["address"] =
                    new JsonObject { ["street"] = "Rue de la Paix 5", ["postalCode"] = "75002", ["city"] = "Paris", ["country"] = "FR" },
                ["email"] = "einkauf@palmer.example",
            },
            ["layoutWish"] = "Bitte mit Kostenstelle 17\r\nin der Fußzeile.",
        });

        var order = (await owner.GetAsync(await Ordering.PlaceAsync(_app, owner, id, form))).Json;

        Assert.Equal("Einkauf, Frau Öztürk", order["recipient"]!["attention"]!.GetValue<string>());
        Assert.Equal("Paris", order["recipient"]!["address"]!["city"]!.GetValue<string>());
        Assert.Equal("einkauf@palmer.example", order["recipient"]!["email"]!.GetValue<string>());
        Assert.Equal("Bitte mit Kostenstelle 17\nin der Fußzeile.", order["layoutWish"]!.GetValue<string>());
        Assert.Null(order["order"]!["purchaseOrderNumber"]);
    }

    [Fact]
    public async Task An_order_of_another_organization_does_not_exist()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var path = await Ordering.PlaceAsync(_app, owner, id);
        var (stranger, _) = await _app.NewCustomerAsync();

        Assert.Equal(404, (await stranger.GetAsync(path)).Status);
        Assert.Equal(200, (await (await _app.OperatorAsync()).GetAsync(path)).Status);
        foreach (var wrong in (string[])[$"{id}-2", $"{id}-01", $"{id}-0", $"{id}", "x", $"{id}-1-1", $"{id}-999999999"])
            Assert.Equal(404, (await (await _app.OperatorAsync()).GetAsync("/api/orders/" + wrong)).Status);
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(order => order!["id"]!.GetValue<string>());
}
