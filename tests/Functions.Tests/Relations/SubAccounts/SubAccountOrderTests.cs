using System.Text.Json.Nodes;
using Accounts.Tests.Billing;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>The products ordered with a sub-account are an order of its main account, from the confirmation to the invoice.</summary>
public sealed class SubAccountOrderTests
{
    [InProcessFact]
    public async Task It_is_confirmed_listed_delivered_with_the_activation_and_invoiced_once()
    {
        await using var palmer = await Biller.StartAsync();
        var main = new Customer(palmer.Owner, palmer.Id);
        var placed = await main.Owner.PostAsync(
            main.SubAccounts, Locations.Order().With("confirmation", new JsonObject { ["purchaseOrderNumber"] = "PO-2027-1" }));
        var (number, id) = (Text(placed.Json, "customerNumber"), Text(placed.Json, "orderId"));
        await palmer.App.SettleAsync();

        // The confirmation is mailed with its prices, and names the account. Sales are asked to set the account up.
        Assert.Equal($"{palmer.Id}-1", id);
        Assert.Single(
            await palmer.App.MailsAsync(main.Owner.Email),
            mail => Text(mail, "subject") == $"Auftragsbestätigung {id} zu Ihrer Bestellung PO-2027-1");
        var text = PdfText.Of(await main.Owner.DownloadAsync($"/api/orders/{id}/confirmation"));
        Assert.Contains("58,31 EUR", text, StringComparison.Ordinal);
        Assert.Contains($"Nebenaccount {number}", text, StringComparison.Ordinal);
        Assert.Single(
            await palmer.App.MailsAsync("sales@example.com"),
            mail => Text(mail, "subject").StartsWith($"Neuer Auftrag {id} ", StringComparison.Ordinal));

        // The main account and operators find it.
        var listed = Assert.Single((await main.Owner.GetAsync(Ordering.Of(palmer.Id))).Json["items"]!.AsArray())!;
        Assert.Equal(
            (id, "placed", "ordered", 5_831L),
            (Text(listed, "id"), Text(listed, "state"), Text(listed, "account"), listed["gross"]!.GetValue<long>()));
        Assert.Equal($"{main.SubAccounts}/{number}", Text(listed["links"]!, "subAccount"));
        Assert.Equal([$"{id} ordered"], await ListAllAsync(palmer.Operator, "placed"));
        Assert.Empty(await ChargesAsync(palmer));

        // Nothing is charged before it is set up, and then once.
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(204, (await ActivateAsync(palmer.Operator, main, number)).Status);
            await palmer.App.SettleAsync();
        }

        var order = (await main.Owner.GetAsync("/api/orders/" + id)).Json;
        Assert.Equal(("completed", "activated"), (Text(order["order"]!, "state"), Text(order["order"]!, "account")));
        Assert.Equal(["placed", "confirmationSent", "accountActivated"], order["timeline"]!.AsArray().Select(one => Text(one!, "kind")));
        Assert.Equal([$"{id} activated"], await ListAllAsync(palmer.Operator, "completed"));
        var charge = Assert.Single(await ChargesAsync(palmer));
        Assert.Equal(
            ($"{id}-line-001", "subAccount", palmer.Id, "PO-2027-1"),
            (Text(charge, "id"), Text(charge, "cause"), Text(charge, "payerId"), Text(charge, "purchaseOrderNumber")));
        Assert.Empty((await palmer.Operator.GetAsync($"/api/organizations/{number}/charges")).Json["items"]!.AsArray());

        // The invoice of the next day names the sub-account.
        await palmer.AdvanceAsync(TimeSpan.FromDays(1));
        await palmer.RunAsync();
        var invoice = Assert.Single(await palmer.InvoicesAsync());
        Assert.Equal(5_831, invoice["gross"]!.GetValue<long>());
        var shown = (await palmer.Owner.GetAsync($"{palmer.Organization}/invoices/{invoice["id"]}")).Json;
        var line = Assert.Single(shown["sections"]![0]!["lines"]!.AsArray())!;
        Assert.StartsWith($"Nebenaccount {number}, ", Text(line, "note"), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_recurring_price_is_charged_to_the_main_account_from_the_activation_on()
    {
        await using var palmer = await Biller.StartAsync();
        var main = new Customer(palmer.Owner, palmer.Id);
        var monthly = Products.Account().With("interval", "month");
        Assert.Equal(201, (await palmer.Operator.PutAsync("/api/catalog/TRUNK-MONTHLY", monthly, ifMatch: null)).Status);
        var lines = new JsonArray(Line(Products.Trunk, 1), Line("TRUNK-MONTHLY", 3));
        var placed = await main.Owner.PostAsync(main.SubAccounts, Locations.Order().With("lines", lines));
        Assert.True(placed.Status == 202, placed.Text);
        var number = Text(placed.Json, "customerNumber");

        Assert.Equal(204, (await ActivateAsync(palmer.Operator, main, number)).Status);
        await palmer.App.SettleAsync();
        var subscription = Assert.Single((await palmer.Owner.GetAsync(palmer.Organization + "/subscriptions")).Json["items"]!.AsArray())!;
        Assert.Equal(("TRUNK-MONTHLY", $"{palmer.Id}-1-line-002"), (Text(subscription, "sku"), Text(subscription, "id")));
        await palmer.AdvanceAsync(TimeSpan.FromDays(40));

        var periods = (await ChargesAsync(palmer)).Where(charge => Text(charge, "cause") == "period").ToList();
        Assert.Equal(2, periods.Count);
        Assert.All(periods, period => Assert.StartsWith($"Nebenaccount {number}, ", Text(period, "note"), StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task Cancelled_before_it_is_set_up_it_is_given_up_and_nothing_is_charged()
    {
        await using var app = await Locations.StartAsync();
        var (main, ops) = (await Locations.CustomerAsync(app), await app.OperatorAsync());
        var number = await Locations.OrderAsync(main);
        await app.SettleAsync();

        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(200, (await CancelAsync(main.Owner, main)).Status);
            await app.SettleAsync();
        }

        Assert.Equal([$"{main.Id}-1 cancelled"], await ListAllAsync(ops, "cancelled"));
        Assert.Equal("cancelled", Text((await main.Owner.GetAsync($"{main.SubAccounts}/{number}")).Json, "state"));
        Assert.Empty((await ops.GetAsync("/api/work-items")).Json["items"]!.AsArray());
        var invitation = Assert.Single((await ops.GetAsync($"/api/organizations/{number}/invitations")).Json["items"]!.AsArray())!;
        Assert.Equal("revoked", Text(invitation, "state"));
        Assert.Single(await app.MailsAsync("sales@example.com"), mail => Text(mail, "subject") == $"Auftrag {main.Id}-1 ist storniert");
        Assert.Equal("order-not-in-state", (await ActivateAsync(ops, main, number)).Problem);
        Assert.Equal("account-cancelled", (await main.Owner.PostAsync(Ordering.Of(number), Ordering.Form())).Problem);
        Assert.Empty((await ops.GetAsync($"/api/organizations/{main.Id}/charges")).Json["items"]!.AsArray());

        // Nobody has taken the account over, so it can be released without its own settings.
        Assert.Equal(204, (await Locations.ReleaseAsync(main, number)).Status);
        Assert.Empty(await Locations.ItemsAsync(main));
    }

    [InProcessFact]
    public async Task Of_a_cancellation_and_an_activation_at_the_same_moment_one_happens()
    {
        await using var app = await Locations.StartAsync();
        var (main, ops) = (await Locations.CustomerAsync(app), await app.OperatorAsync());
        for (var round = 1; round <= 15; round++)
        {
            var number = await Locations.OrderAsync(main);
            var replies = await Task.WhenAll(CancelAsync(main.Owner, main, round), ActivateAsync(ops, main, number));
            await app.SettleAsync();

            Assert.Single(replies, reply => reply.Status is 200 or 204);
            var loser = Assert.Single(replies, reply => reply.Status == 409);
            var state = Text((await main.Owner.GetAsync($"{main.SubAccounts}/{number}")).Json, "state");
            Assert.Equal(state == "active" ? "account-activated" : "order-not-in-state", loser.Problem);
            var charges = (await ops.GetAsync($"/api/organizations/{main.Id}/charges")).Json["items"]!.AsArray()
                .Where(charge => Text(charge!, "orderId") == $"{main.Id}-{round}");
            Assert.Equal(state == "active" ? 1 : 0, charges.Count());
        }
    }

    [InProcessFact]
    public async Task Only_the_main_account_and_operators_see_it()
    {
        await using var app = await Locations.StartAsync();
        var (main, other) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var maxi = await app.SignInAsync(App.NewEmail("maxi"));
        var number = await Locations.OrderAsync(main, maxi.Email);
        await app.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(maxi)).Status);

        // Another company, and the team of the new account, which did not order.
        foreach (var stranger in new[] { other.Owner, maxi })
        {
            foreach (var path in new[] { $"/api/orders/{main.Id}-1", $"/api/orders/{main.Id}-1/confirmation", Ordering.Of(main.Id) })
                Assert.Equal(404, (await stranger.GetAsync(path)).Status);
            Assert.Equal(404, (await CancelAsync(stranger, main)).Status);
        }

        Assert.Empty((await maxi.GetAsync(Ordering.Of(number))).Json["items"]!.AsArray());
        Assert.Empty((await other.Owner.GetAsync(Ordering.Of(other.Id))).Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task A_faulty_wish_on_the_confirmation_is_refused_with_its_field()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var confirmation = new JsonObject { ["recipient"] = new JsonObject { ["email"] = "nobody" } };
        var refused = await main.Owner.PostAsync(main.SubAccounts, Locations.Order().With("confirmation", confirmation));
        Assert.Equal((422, "invalid-fields"), (refused.Status, refused.Problem));
        Assert.Equal(["#/confirmation/recipient/email"], refused.Fields);
        Assert.Empty((await main.Owner.GetAsync(Ordering.Of(main.Id))).Json["items"]!.AsArray());
    }

    private static JsonObject Line(string sku, int quantity) => new() { ["sku"] = sku, ["quantity"] = quantity };

    private static Task<Reply> ActivateAsync(User user, Customer main, string number) =>
        user.SendAsync(HttpMethod.Post, $"{main.SubAccounts}/{number}/activate");

    private static Task<Reply> CancelAsync(User user, Customer main, int order = 1) =>
        user.SendAsync(HttpMethod.Post, $"/api/orders/{main.Id}-{order}/cancel");

    private static async Task<List<JsonNode>> ChargesAsync(Biller palmer) =>
        [.. (await palmer.Operator.GetAsync(palmer.Organization + "/charges")).Json["items"]!.AsArray().Select(charge => charge!)];

    private static async Task<List<string>> ListAllAsync(User ops, string state) =>
    [
        .. (await ops.GetAsync("/api/orders?state=" + state)).Json["items"]!.AsArray()
            .Select(order => $"{Text(order!, "id")} {Text(order!, "account")}"),
    ];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
