using System.Text.Json.Nodes;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

public sealed class OrderRefusalTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    public static TheoryData<string, string?, string> Fields => new()
    {
        { "lines", null, "lines" },
        { "lines", "[]", "lines" },
        { "lines", """[{"sku":"WIKI-CLOUD-10"}]""", "lines/0/quantity" },
        { "lines", """[{"quantity":1}]""", "lines/0/sku" },
        { "lines", """[{"sku":"WIKI-CLOUD-10","quantity":0}]""", "lines/0/quantity" },
        { "lines", """[{"sku":"WIKI-CLOUD-10","quantity":-1}]""", "lines/0/quantity" },
        { "lines", """[{"sku":"WIKI-CLOUD-10","quantity":1001}]""", "lines/0/quantity" },
        { "lines", """[{"sku":"WIKI-CLOUD-10","quantity":2147483647}]""", "lines/0/quantity" },
        { "lines", """[{"sku":"NOBODY-KNOWS-IT","quantity":1}]""", "lines/0/sku" },
        { "lines", """[{"sku":"../product/x","quantity":1}]""", "lines/0/sku" },
        { "procureOn", "\"2027-02-28\"", "procureOn" },
        { "procureOn", "\"2029-03-02\"", "procureOn" },
        { "technicalContact", null, "technicalContact" },
        { "technicalContact", """{"name":"","email":"technik@palmer.example"}""", "technicalContact/name" },
        { "technicalContact", """{"name":"Toni Berger","email":"technik"}""", "technicalContact/email" },
        { "confirmation", """{"purchaseOrderNumber":"123456789 123456789 123456789 123456789 123456789 1"}""", "confirmation/purchaseOrderNumber" },
        // Documents cannot show these.
        { "technicalContact", """{"name":"田中","email":"technik@palmer.example"}""", "technicalContact/name" },
        { "confirmation", """{"purchaseOrderNumber":"発注-4711"}""", "confirmation/purchaseOrderNumber" },
        { "confirmation", """{"layoutWish":"Bitte\n縦書き"}""", "confirmation/layoutWish" },
        { "confirmation", """{"recipient":{"companyName":"東京電機株式会社"}}""", "confirmation/recipient/companyName" },
        { "confirmation", """{"recipient":{"attention":"שלום"}}""", "confirmation/recipient/attention" },
        { "confirmation", """{"recipient":{"email":"einkauf"}}""", "confirmation/recipient/email" },
        { "confirmation", """{"recipient":{"address":{"street":"A","postalCode":"1","city":"B","country":"DE"}}}""", "confirmation/recipient/address/postalCode" },
        {
            "confirmation",
            """{"recipient":{"address":{"street":"A","postalCode":"1","city":"B","country":"UK"}}}""",
            "confirmation/recipient/address/country"
        },
    };

    [InProcessTheory]
    [MemberData(nameof(Fields))]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string field, string? value, string place)
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var reply = await owner.PostAsync(
            Ordering.Of(id), Ordering.Form((Products.Cloud, 1)).With(field, value is null ? null : JsonNode.Parse(value)));

        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal(["#/" + place], reply.Fields);
        Assert.Empty((await owner.GetAsync(Ordering.Of(id))).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task All_faults_are_named_at_once()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var form = Ordering.Form((Products.Cloud, 0), ("NOBODY-KNOWS-IT", -5))
            .With("technicalContact/email", "x")
            .With("confirmation/layoutWish", new string('x', 1001));

        var reply = await owner.PostAsync(Ordering.Of(id), form);

        Assert.Equal(
            ["#/lines/0/quantity", "#/lines/1/sku", "#/lines/1/quantity", "#/confirmation/layoutWish", "#/technicalContact/email"],
            reply.Fields);
    }

    [Fact]
    public async Task A_quantity_that_is_no_number_of_ours_is_named_too()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var reply = await owner.SendAsync(
            HttpMethod.Post,
            Ordering.Of(id),
            """{"lines":[{"sku":"WIKI-CLOUD-10","quantity":1e30}]}""",
            headers: ("Idempotency-Key", "huge"));

        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal(["#/lines/0/quantity"], reply.Fields);
    }

    [InProcessFact]
    public async Task An_order_has_200_lines_and_5000_licenses_at_the_most()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var most = await owner.PostAsync(Ordering.Of(id), Ordering.Form(
            [
                .. Enumerable.Repeat((Products.DataCenter, 1000), 3),
                .. Enumerable.Repeat((Products.Cloud, 1000), 2),
                .. Enumerable.Repeat((Products.Hours, 1000), 195),
            ]));
        var tooMany = await owner.PostAsync(Ordering.Of(id), Ordering.Form([.. Enumerable.Repeat((Products.Hours, 1), 201)]));
        var tooManyLicenses = await owner.PostAsync(Ordering.Of(id), Ordering.Form(
            [.. Enumerable.Repeat((Products.DataCenter, 1000), 3), .. Enumerable.Repeat((Products.Cloud, 1000), 2), (Products.Cloud, 1)]));

        Assert.True(most.Status == 202, most.Text);
        await _app.SettleAsync();
        var order = (await owner.GetAsync(most.Headers.Location!.OriginalString)).Json;
        Assert.Equal(Enumerable.Range(1, 200), order["lines"]!.AsArray().Select(line => line!["number"]!.GetValue<int>()));
        Assert.Equal((3 * 249_000L + 2 * 12_050 + 195 * 14_000) * 1000, order["totals"]!["net"]!.GetValue<long>());
        Assert.Equal((422, "#/lines"), (tooMany.Status, Assert.Single(tooMany.Fields)));
        Assert.Equal((422, "#/lines"), (tooManyLicenses.Status, Assert.Single(tooManyLicenses.Fields)));
    }

    [Fact]
    public async Task A_product_that_is_not_sold_yet_or_any_more_cannot_be_ordered()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var ops = await _app.OperatorAsync();
        await ops.PutAsync(
            $"/api/catalog/LATER-{id}", Products.CloudLicense().With("prices", new JsonArray(Products.PriceFrom("2099-01-01", 1))), null);
        await ops.PutAsync($"/api/catalog/ENDED-{id}", Products.CloudLicense().With("soldUntil", "2026-02-28"), null);

        var reply = await owner.PostAsync(Ordering.Of(id), Ordering.Form(($"LATER-{id}", 1), ($"ENDED-{id}", 1)));

        Assert.Equal(["#/lines/0/sku", "#/lines/1/sku"], reply.Fields);
    }

    [Fact]
    public async Task What_a_sub_account_consists_of_is_ordered_with_one()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var account = Products.Service().With("kind", "account").With("unit", "account").With("team", null);
        Assert.Equal(201, (await (await _app.OperatorAsync()).PutAsync($"/api/catalog/ACCOUNT-{id}", account, null)).Status);

        var reply = await owner.PostAsync(Ordering.Of(id), Ordering.Form((Products.Cloud, 1), ($"ACCOUNT-{id}", 1)));

        Assert.Equal((422, "#/lines/1/sku"), (reply.Status, Assert.Single(reply.Fields)));
        Assert.Contains("with a sub-account", reply.Text, StringComparison.Ordinal);
        Assert.Empty((await owner.GetAsync(Ordering.Of(id))).Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task An_order_has_services_of_50_teams_at_the_most_and_all_are_told()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var ops = await _app.OperatorAsync();
        (string Sku, int Quantity)[] lines = [.. Enumerable.Range(0, 51).Select(team => ($"TEAM-{id}-{team}", 1))];
        foreach (var (sku, _) in lines)
            Assert.Equal(201, (await ops.PutAsync("/api/catalog/" + sku, Products.Service().With("team/name", sku), null)).Status);

        var tooMany = await owner.PostAsync(Ordering.Of(id), Ordering.Form(lines));
        var path = await Ordering.PlaceAsync(_app, owner, id, Ordering.Form(lines[..50]));

        Assert.Equal((422, "#/lines"), (tooMany.Status, Assert.Single(tooMany.Fields)));
        Assert.Equal(
            50,
            (await owner.GetAsync(path)).Json["timeline"]!
                .AsArray()
                .Count(happened => happened!["kind"]!.GetValue<string>() == "teamAssigned"));
    }

    [Fact]
    public async Task A_card_number_in_free_text_is_refused()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var reply = await owner.PostAsync(Ordering.Of(id), Ordering.Form().With("confirmation/layoutWish", "Karte 4111 1111 1111 1111"));

        Assert.Equal((422, "#/confirmation/layoutWish"), (reply.Status, Assert.Single(reply.Fields)));
    }
}
