using System.Text.Json.Nodes;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>A new sub-account is ordered, set up, taken over by its local team, and later released.</summary>
public sealed class OrderStoryTests
{
    [InProcessFact]
    public async Task An_ordered_account_is_in_the_list_at_once_as_new_and_becomes_active()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var (maxi, ops) = (await app.SignInAsync(App.NewEmail("maxi"), "Maxi Mustermensch"), await app.OperatorAsync());

        var form = Locations.Order(maxi.Email);
        var ordered = await main.Owner.PostAsync(main.SubAccounts, form, "order-1");
        Assert.Equal((202, "new"), (ordered.Status, Text(ordered.Json, "state")));
        var number = Text(ordered.Json, "customerNumber");
        var listed = Assert.Single(await Locations.ItemsAsync(main))!;
        Assert.Equal(
            (number, "new", "Maxi", "Berlin"),
            (
                Text(listed, "customerNumber"),
                Text(listed, "state"),
                Text(listed["contact"]!, "firstName"),
                Text(listed["address"]!, "city")));
        Assert.Equal(ordered.Headers.Location!.OriginalString, $"{main.SubAccounts}/{number}");
        Assert.Equal(ordered.Text, (await main.Owner.PostAsync(main.SubAccounts, form, "order-1")).Text);
        Assert.Equal(422, (await main.Owner.PostAsync(main.SubAccounts, Locations.Order(), "order-1")).Status);
        Assert.Equal("mainAccount", Text((await main.Owner.GetAsync($"/api/organizations/{number}/account")).Json["payment"]!, "method"));
        await app.SettleAsync();

        // The user who ordered is notified, and the local contact takes the account over.
        Assert.Contains(
            await app.MailsAsync(main.Owner.Email), mail => Text(mail, "subject") == $"Ihr neuer Nebenaccount {number} ist bestellt");
        Assert.Equal(200, (await ContactCalls.AcceptAsync(maxi)).Status);
        Assert.Equal(200, (await maxi.GetAsync($"/api/organizations/{number}/members")).Status);
        Assert.Equal("waitingForActivation", Text((await main.Owner.GetAsync(Text(ordered.Json["links"]!, "process"))).Json, "step"));

        // Only operators confirm that it is set up.
        var activate = $"{main.SubAccounts}/{number}/activate";
        Assert.Equal(403, (await main.Owner.SendAsync(HttpMethod.Post, activate)).Status);
        Assert.Equal(204, (await ops.SendAsync(HttpMethod.Post, activate)).Status);
        Assert.Equal(204, (await ops.SendAsync(HttpMethod.Post, activate)).Status);
        Assert.Equal("active", Text(Assert.Single(await Locations.ItemsAsync(main))!, "state"));
        await app.SettleAsync();
        Assert.Equal($"Ihr Nebenaccount {number} ist eingerichtet", Text((await app.MailsAsync(main.Owner.Email))[0], "subject"));
        Assert.Contains("eingerichtet", Text((await app.MailsAsync(maxi.Email))[0], "subject"), StringComparison.Ordinal);
        Assert.Equal("ended", Text((await main.Owner.GetAsync(Text(ordered.Json["links"]!, "process"))).Json, "step"));
        Assert.Equal([$"{main.Id}>{number}"], Tree.Links(app, main.Id, number));
    }

    [InProcessFact]
    public async Task It_is_released_only_when_it_can_go_on_alone()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var maxi = await app.SignInAsync(App.NewEmail("maxi"));
        var number = await Locations.OrderAsync(main, maxi.Email);
        await app.SettleAsync();
        Assert.Equal(["paymentMethod", "invoiceContact", "legalRepresentative", "activation"], await MissingAsync());

        Assert.Equal(200, (await ContactCalls.AcceptAsync(maxi)).Status);
        Assert.Equal(204, (await (await app.OperatorAsync()).SendAsync(HttpMethod.Post, $"{main.SubAccounts}/{number}/activate")).Status);
        Assert.Equal(["paymentMethod", "invoiceContact"], await MissingAsync());

        // The method mainAccount may stay, but once it is changed, it cannot be chosen again.
        var settings = ContactCalls.Payment(number);
        var own = await ContactCalls.AddAsync(maxi, number);
        Assert.Equal(200, (await maxi.PutAsync(settings, ContactCalls.To(own).With("method", "mainAccount"), "*")).Status);
        Assert.Equal(["paymentMethod"], await MissingAsync());
        Assert.Equal(200, (await maxi.PutAsync(settings, ContactCalls.To(own), "*")).Status);
        Assert.Equal(422, (await maxi.PutAsync(settings, ContactCalls.To(own).With("method", "mainAccount"), "*")).Status);
        Assert.Equal(204, (await Locations.ReleaseAsync(main, number)).Status);
        Assert.Equal(404, (await main.Owner.GetAsync($"/api/organizations/{number}")).Status);
        Assert.Equal(200, (await maxi.GetAsync($"/api/organizations/{number}")).Status);

        async Task<string[]> MissingAsync()
        {
            var refused = await Locations.ReleaseAsync(main, number);
            Assert.Equal((409, "sub-account-not-releasable"), (refused.Status, refused.Problem));
            Assert.Equal(200, (await main.Owner.GetAsync($"/api/organizations/{number}")).Status);
            return [.. refused.Json["missing"]!.AsArray().Select(missing => missing!.GetValue<string>())];
        }
    }

    [InProcessFact]
    public async Task The_main_account_cannot_be_made_to_pay_for_others()
    {
        await using var app = await Locations.StartAsync();
        var customer = await Locations.CustomerAsync(app);
        var pays = Forms.Account().With("payment/method", "mainAccount");
        var created = await (await app.SignInAsync()).PostAsync("/api/accounts", pays);
        var changed = await customer.Owner.PutAsync($"/api/organizations/{customer.Id}/account", pays, "*");
        foreach (var reply in new[] { created, changed })
            Assert.Equal(["#/payment/method"], reply.Fields);
    }

    [InProcessFact]
    public async Task Orders_do_not_flood_an_address()
    {
        await using var app = await App.StartAsync(App.With(("Invitations:MaxMailsPerDay", "2"), ("SubAccounts:MaxOrderedPerDay", "3")));
        var (main, other, maxi) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), App.NewEmail("maxi"));
        await Locations.OrderAsync(main, maxi);
        await Locations.OrderAsync(main, maxi);
        foreach (var customer in new[] { main, other })
            Assert.Equal("too-many-mails", (await customer.Owner.PostAsync(customer.SubAccounts, Locations.Order(maxi))).Problem);
        Assert.Equal("too-many-ordered", (await main.Owner.PostAsync(main.SubAccounts, Locations.Order())).Problem);
        Assert.Equal(2, (await Locations.ItemsAsync(main)).Count);
        await Locations.OrderAsync(other);
    }

    [InProcessFact]
    public async Task A_linked_account_that_chose_the_head_offices_mailbox_can_be_released()
    {
        await using var app = await Locations.StartAsync();
        var mailbox = App.NewEmail("rechnungen");
        var (head, location) = (
            await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", mailbox)),
            await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", mailbox)));
        var (main, sub) = (new Customer(head.Owner, head.OrganizationId), new Customer(location.Owner, location.OrganizationId));
        await Locations.LinkAsync(app, main, sub);
        Assert.Equal(204, (await Locations.ReleaseAsync(main, sub.Id)).Status);
    }

    [InProcessFact]
    public async Task An_ordered_account_whose_main_account_changed_its_mailbox_still_has_none_of_its_own()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var number = await Locations.OrderAsync(main);
        var changed = await main.Owner.PutAsync(
            $"/api/organizations/{main.Id}/account", Forms.Account().With("invoiceEmail", App.NewEmail("neu")), "*");
        Assert.True(changed.Status == 200, changed.Text);
        Assert.Contains(
            "invoiceContact",
            (await Locations.ReleaseAsync(main, number)).Json["missing"]!.AsArray().Select(missing => missing!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task The_same_order_sent_many_times_at_once_makes_one_account()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var form = Locations.Order();
        var replies = await Race.AtOnceAsync([.. Enumerable.Repeat(() => main.Owner.PostAsync(main.SubAccounts, form, "order-1"), 20)]);
        Assert.All(replies, reply => Assert.True(reply.Status == 202 || reply.Problem == "request-in-flight", reply.Text));
        var number = Assert.Single(await Locations.NumbersAsync(main));
        Assert.Equal(number, Text((await main.Owner.PostAsync(main.SubAccounts, form, "order-1")).Json, "customerNumber"));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        // The attempts that lost left no account.
        Assert.Equal(
            [main.Id, number],
            app.Store.ListEntities("Organizations", count: int.MaxValue)
                .Select(row => (string)row["PartitionKey"])
                .Distinct()
                .OrderBy(id => id != main.Id));
    }

    [InProcessFact]
    public async Task Only_what_accounts_consist_of_and_is_sold_today_can_be_ordered()
    {
        await using var app = await Locations.StartAsync();
        var (main, ops) = (await Locations.CustomerAsync(app), await app.OperatorAsync());
        Assert.Equal(201, (await ops.PutAsync("/api/catalog/WORK", Products.Service(), null)).Status);
        Assert.Equal(
            201,
            (
                await ops.PutAsync(
                    "/api/catalog/LATER",
                    Products.Account().With("prices", new JsonArray(Products.PriceFrom("2099-01-01", 1))),
                    null)).Status);
        var lines = JsonNode.Parse("""[{"sku":"WORK","quantity":1},{"sku":"LATER","quantity":1},{"sku":"SIP-TRUNK-30","quantity":1}]""");
        Assert.Equal(
            ["#/lines/0/sku", "#/lines/1/sku"],
            (await main.Owner.PostAsync(main.SubAccounts, Locations.Order().With("lines", lines))).Fields);
    }

    [InProcessFact]
    public async Task What_was_ordered_is_shown_to_who_ordered_it_and_to_operators()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var number = await Locations.OrderAsync(main);
        await Locations.LinkAsync(app, main, sub);
        foreach (var user in new[] { main.Owner, await app.OperatorAsync() })
        {
            var ordered = (await user.GetAsync($"{main.SubAccounts}/{number}")).Json;
            Assert.Equal($"{main.Id}-1", Text(ordered, "orderId"));
            var line = Assert.Single(ordered["lines"]!.AsArray())!;
            Assert.Equal(("SIP-TRUNK-30", 1), (Text(line, "sku"), line["quantity"]!.GetValue<int>()));
            Assert.Null((await user.GetAsync($"{main.SubAccounts}/{sub.Id}")).Json["lines"]);
        }
    }

    public static TheoryData<string, string?, string> Faults { get; } = new()
    {
        { "account", null, "#/account" },
        { "account/email", null, "#/account/email" },
        { "account/contact/lastName", "\"\"", "#/account/contact/lastName" },
        { "account/company/address/city", "\"\"", "#/account/company/address/city" },
        { "account/vatId", "\"DE136695978\"", "#/account/vatId" },
        { "account/invoiceEmail", "\"nobody\"", "#/account/invoiceEmail" },
        { "customerNumber", "\"1234567\"", "#/customerNumber" },
        { "lines", null, "#/lines" },
        { "lines", "[]", "#/lines" },
        { "lines", """[{"sku":"a b","quantity":1}]""", "#/lines/0/sku" },
        { "lines", """[{"quantity":1}]""", "#/lines/0/sku" },
        { "lines", """[{"sku":"SIP-TRUNK-30","quantity":0}]""", "#/lines/0/quantity" },
        { "lines", """[{"sku":"SIP-TRUNK-30","quantity":1001}]""", "#/lines/0/quantity" },
        { "lines", """[{"sku":"SIP-TRUNK-30"}]""", "#/lines/0/quantity" },
        { "lines", """[{"sku":"SIP-TRUNK-30","quantity":1},{"sku":"SIP-TRUNK-30","quantity":2}]""", "#/lines/1/sku" },
        { "lines", """[{"sku":"SIP-TRUNK-30","quantity":1},{"sku":"NO-SUCH","quantity":2}]""", "#/lines/1/sku" },
        { "mode", null, "#/mode" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_order_is_refused_with_its_field(string field, string? value, string place)
    {
        await using var app = await App.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var refused = await main.Owner.PostAsync(
            main.SubAccounts, Locations.Order().With(field, value is null ? null : JsonNode.Parse(value)));
        Assert.Equal((422, "invalid-fields"), (refused.Status, refused.Problem));
        Assert.Equal([place], refused.Fields);
        Assert.Empty(await Locations.ItemsAsync(main));
    }

    [Fact]
    public async Task A_location_elsewhere_is_for_the_contact_form()
    {
        await using var app = await App.StartAsync();
        var main = await Locations.CustomerAsync(app);
        Assert.Equal(
            "country-not-self-service",
            (await main.Owner.PostAsync(main.SubAccounts, Locations.Order().With("account/country", "FR"))).Problem);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
