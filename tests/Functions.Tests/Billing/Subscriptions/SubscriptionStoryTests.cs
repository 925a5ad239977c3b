using System.Text.Json.Nodes;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>Recurring prices from the order to the last invoice.</summary>
public sealed class SubscriptionStoryTests
{
    [InProcessFact]
    public async Task A_monthly_product_is_invoiced_each_month_in_advance()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync(quantity: 2);
        // It starts on 1 March: the first invoice comes a day later, the others on the first day of their months.
        await palmer.UntilDayAsync(65);

        var invoices = await palmer.InvoicesAsync();
        Assert.Equal(["2027-03-02", "2027-04-01", "2027-05-01"], invoices.Select(invoice => Text(invoice, "date")));
        Assert.All(invoices, invoice => Assert.Equal(24_100, invoice["net"]!.GetValue<long>()));
        var charges = await palmer.ChargesAsync();
        Assert.Equal(["20270301", "20270401", "20270501"], charges.Select(charge => Text(charge, "id")[^8..]));
        Assert.Equal(["2027-03-31", "2027-04-30", "2027-05-31"], charges.Select(charge => charge["period"]!["to"]!.GetValue<string>()));

        var seen = Assert.Single(await palmer.ListAsync());
        Assert.Equal((Subscribing.Sku, 2, "month"), (Text(seen, "sku"), seen["quantity"]!.GetValue<int>(), Text(seen, "interval")));
        Assert.Equal(("2027-03-01", "2027-06-01", null), (Text(seen, "since"), Text(seen, "nextPeriod"), seen["endsOn"]));
        var order = (await palmer.Customer.Owner.GetAsync(palmer.Customer.Order)).Json;
        Assert.Equal("month", Text(order["lines"]![0]!, "interval"));
    }

    [InProcessFact]
    public async Task A_prorated_first_period_is_charged_by_its_days()
    {
        await using var palmer = await Subscribing.StartAsync(new JsonObject { ["prorated"] = true });
        await palmer.UntilDayAsync(21);
        await palmer.OrderAsync();
        await palmer.UntilDayAsync(33);

        // 22 to 31 March: 120.50 × 10 / 31.
        Assert.Equal([3_887, 12_050], (await palmer.InvoicesAsync()).Select(invoice => invoice["net"]!.GetValue<long>()));
    }

    [InProcessFact]
    public async Task A_cancellation_ends_it_with_the_period_that_keeps_the_notice()
    {
        await using var palmer = await Subscribing.StartAsync(new JsonObject { ["noticeDays"] = 14 });
        await palmer.OrderAsync();
        // On 20 March it is too late for the end of March, so it ends with April.
        await palmer.UntilDayAsync(19);
        var path = palmer.Path(Text(Assert.Single(await palmer.ListAsync()), "id"));

        var first = await palmer.Customer.Owner.SendAsync(HttpMethod.Post, path + "/cancel");
        var again = await palmer.Customer.Owner.SendAsync(HttpMethod.Post, path + "/cancel");
        await palmer.UntilDayAsync(100);

        Assert.Equal((200, "2027-04-30"), (first.Status, Text(first.Json, "endsOn")));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(["2027-03-02", "2027-04-01"], (await palmer.InvoicesAsync()).Select(invoice => Text(invoice, "date")));
        var mail = Assert.Single(await palmer.SubjectsAsync(), subject => subject.StartsWith("Ihre Kündigung", StringComparison.Ordinal));
        Assert.Equal("Ihre Kündigung: Wiki Cloud, 10 Benutzer", mail);
        Assert.Null((await palmer.Customer.Owner.GetAsync(path)).Json["nextPeriod"]);
        Assert.Empty(palmer.Customer.App.Store.ListEntities("RenewalsDue", count: 10));
    }

    [InProcessFact]
    public async Task Another_price_is_announced_and_holds_after_the_notice()
    {
        await using var palmer = await Subscribing.StartAsync(new JsonObject { ["noticeDays"] = 20 });
        await palmer.OrderAsync();
        var product = Subscribing.Product(new JsonObject { ["noticeDays"] = 20 });
        product["prices"]!.AsArray().Add(Products.PriceFrom("2027-03-20", 13_000));
        var changed = await (await palmer.Customer.App.OperatorAsync()).PutAsync("/api/catalog/" + Subscribing.Sku, product, "*");
        Assert.True(changed.Status == 200, changed.Text);

        // 11 March is in time for 1 April.
        await palmer.UntilDayAsync(11);
        var mail = (await palmer.Customer.App.MailsAsync(Biller.InvoiceEmail)).First(
            mail => Text(mail, "subject") == "Ihre Preise ändern sich");
        Assert.Contains(
            "ab 1. April 2027 130,00 EUR statt 120,50 EUR", Text(mail, "text").ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(13_000, Assert.Single(await palmer.ListAsync())["pricesToCome"]![0]!["unitPrice"]!.GetValue<long>());
        await palmer.UntilDayAsync(65);

        Assert.Equal([12_050, 13_000, 13_000], (await palmer.InvoicesAsync()).Select(invoice => invoice["net"]!.GetValue<long>()));
        Assert.Single(await palmer.SubjectsAsync(), "Ihre Preise ändern sich");
    }

    [InProcessFact]
    public async Task A_price_whose_mail_is_not_taken_is_announced_the_day_after()
    {
        await using var palmer = await Subscribing.StartAsync(new JsonObject { ["noticeDays"] = 20 });
        await palmer.OrderAsync();
        var product = Subscribing.Product(new JsonObject { ["noticeDays"] = 20 });
        product["prices"]!.AsArray().Add(Products.PriceFrom("2027-03-20", 13_000));
        await (await palmer.Customer.App.OperatorAsync()).PutAsync("/api/catalog/" + Subscribing.Sku, product, "*");
        await palmer.UntilDayAsync(9);
        await palmer.Customer.App.NeighbourAsync("mail", "overloaded");
        await palmer.UntilDayAsync(10.5);
        await palmer.Customer.App.NeighbourAsync("mail", "delivering");
        await palmer.UntilDayAsync(35);

        Assert.Equal([12_050, 13_000], (await palmer.InvoicesAsync()).Select(invoice => invoice["net"]!.GetValue<long>()));
    }

    [InProcessFact]
    public async Task A_change_of_the_quantity_is_billed_to_the_day()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync(quantity: 2);
        await palmer.UntilDayAsync(9);
        var ops = await palmer.Customer.App.OperatorAsync();
        var path = palmer.Path(Text(Assert.Single(await palmer.ListAsync()), "id"));

        Assert.Equal((428, "precondition-required"), Seen(await ops.PutAsync(path, Change(3, "2027-03-17"), null)));
        Assert.Equal((422, "invalid-fields"), Seen(await ops.PutAsync(path, Change(3, "2027-02-28"), "*")));
        Assert.Equal(403, (await palmer.Customer.Owner.PutAsync(path, Change(3, "2027-03-17"), "*")).Status);
        var tag = (await ops.GetAsync(path)).ETag;
        var changed = await ops.PutAsync(path, Change(3, "2027-03-17"), tag);
        await palmer.UntilDayAsync(33);

        Assert.Equal(200, changed.Status);
        Assert.NotEqual(tag, changed.ETag);
        // 15 of 31 days of 120.50 more in March, then three times 120.50.
        Assert.Equal([24_100, 5_831, 36_150], (await palmer.InvoicesAsync()).Select(invoice => invoice["net"]!.GetValue<long>()));
    }

    [InProcessFact]
    public async Task A_collective_invoice_that_is_switched_on_counts_from_the_next_period()
    {
        await using var palmer = await Subscribing.StartAsync();
        var (app, id) = (palmer.Customer.App, palmer.Customer.OrganizationId);
        var main = await Locations.CustomerAsync(app, "Palmer Holding");
        await Locations.LinkAsync(app, main, new Customer(palmer.Customer.Owner, id));
        await palmer.OrderAsync();
        await palmer.UntilDayAsync(10);
        await SwitchAsync(app, main, id, collective: true);
        await palmer.UntilDayAsync(40);
        await SwitchAsync(app, main, id, collective: false);
        await palmer.UntilDayAsync(65);

        Assert.Equal(["2027-03-02", "2027-05-01"], (await palmer.InvoicesAsync()).Select(invoice => Text(invoice, "date")));
        var ops = await app.OperatorAsync();
        var collective = Assert.Single((await ops.GetAsync($"/api/organizations/{main.Id}/invoices")).Json["items"]!.AsArray())!;
        Assert.Equal(("2027-04-01", 12_050), (Text(collective, "date"), collective["net"]!.GetValue<long>()));
        Assert.Equal([id, main.Id, id], (await palmer.ChargesAsync()).Select(charge => Text(charge, "payerId")));
    }

    [InProcessFact]
    public async Task Who_may_not_does_not_see_or_cancel_it()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync();
        var path = palmer.Path(Text(Assert.Single(await palmer.ListAsync()), "id"));
        var stranger = await palmer.Customer.App.SignInAsync();

        Assert.Equal(404, (await stranger.GetAsync(palmer.Path(""))).Status);
        Assert.Equal(404, (await stranger.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
        Assert.Equal(404, (await palmer.Customer.Owner.SendAsync(HttpMethod.Post, palmer.Path("none") + "/cancel")).Status);
    }

    [InProcessFact]
    public async Task Main_account_and_partner_see_and_cancel_it_with_the_right()
    {
        await using var palmer = await Subscribing.StartAsync();
        var (app, id, owner) = (palmer.Customer.App, palmer.Customer.OrganizationId, palmer.Customer.Owner);
        await palmer.OrderAsync();
        var path = palmer.Path(Text(Assert.Single(await palmer.ListAsync()), "id"));
        var main = await Locations.CustomerAsync(app);
        await Locations.LinkAsync(app, main, new Customer(owner, id));
        var partners = await Partnering.InAsync(app);
        await partners.JoinAsync(owner, id, autoExtend: false, Partnering.Grant("account", "billing"));

        Assert.Equal(200, (await main.Owner.GetAsync(path)).Status);
        Assert.Equal(200, (await partners.Partner.GetAsync(path)).Status);
        Assert.Equal(403, (await partners.Partner.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
        var cancelled = await main.Owner.SendAsync(HttpMethod.Post, path + "/cancel");
        Assert.Equal((200, "2027-03-31"), (cancelled.Status, Text(cancelled.Json, "endsOn")));
        Assert.Equal(200, (await partners.RegrantAsync(owner, id, autoExtend: false, Partnering.Grant("account", "manage"))).Status);
        Assert.Equal(200, (await partners.Partner.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
    }

    private static async Task SwitchAsync(App app, Customer main, string sub, bool collective)
    {
        var owner = await app.SignInAsync(main.Owner.Email);
        var reply = await owner.PutAsync($"{main.SubAccounts}/{sub}", new JsonObject { ["collectiveInvoice"] = collective }, "*");
        Assert.True(reply.Status == 200, reply.Text);
    }

    private static JsonObject Change(decimal quantity, string from) => new() { ["quantity"] = quantity, ["from"] = from };

    private static (int, string?) Seen(Reply reply) => (reply.Status, reply.Problem);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
