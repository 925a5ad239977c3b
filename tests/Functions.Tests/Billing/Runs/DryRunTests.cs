using System.Text.Json.Nodes;
using Accounts.Emulator.Tables;
using Accounts.Tests.Billing.Subscriptions;
using Accounts.Tests.Relations.SubAccounts;

namespace Accounts.Tests.Billing.Runs;

/// <summary>A dry run shows what a real run right after it makes, including periods that have not been charged yet.</summary>
public sealed class DryRunTests
{
    [InProcessFact]
    public async Task Its_sums_are_those_of_the_run_after_it_and_it_writes_its_report_alone()
    {
        await using var palmer = await Subscribing.StartAsync();
        var (app, id) = (palmer.Customer.App, palmer.Customer.OrganizationId);
        await palmer.OrderAsync(quantity: 3);
        await palmer.UntilDayAsync(10);
        // A period begins on 1 April, before the daily run at five o'clock charges it. The main account pays for the account.
        var main = await Locations.CustomerAsync(app, "Palmer Holding");
        await Locations.LinkAsync(app, main, new Customer(palmer.Customer.Owner, id));
        await SwitchAsync(app, main, id);
        var (_, other) = await app.NewCustomerAsync();
        await palmer.UntilDayAsync(30.5);
        var ops = await app.OperatorAsync();
        foreach (var (payer, price) in ((string, long)[])[(id, 3_333), (other, 4_444), (main.Id, 5_555), (main.Id, 6_667)])
            Assert.Equal(202, (await ops.PostAsync($"/api/organizations/{payer}/charges", Biller.Charge(price))).Status);
        await app.SettleAsync();

        using var recording = app.Store.Operations.Record();
        var dry = await RunAsync(app, new JsonObject { ["dryRun"] = true });
        var written = recording.Operations.Where(operation => operation.IsWrite).Select(operation => operation.Table);
        Assert.Equal(["InvoiceRuns"], written.Distinct());
        var real = await RunAsync(app, new JsonObject());

        // Main account: 361.50 for the period, and 33.33, 55.55 and 66.67. The other account: 44.44.
        Assert.Equal(56_149, dry["net"]!.GetValue<long>());
        Assert.Equal((2, 0, 0), (dry["finalized"]!.GetValue<int>(), dry["inReview"]!.GetValue<int>(), dry["failed"]!.GetValue<int>()));
        Assert.Equal(real.ToJsonString(), dry.ToJsonString());
    }

    [InProcessFact]
    public async Task It_shows_the_price_that_the_period_will_have()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync();
        var product = Subscribing.Product();
        product["prices"]!.AsArray().Add(Sales.Catalog.Products.PriceFrom("2027-04-01", 13_000));
        var changed = await (await palmer.Customer.App.OperatorAsync()).PutAsync("/api/catalog/" + Subscribing.Sku, product, "*");
        Assert.True(changed.Status == 200, changed.Text);
        await palmer.UntilDayAsync(30.5);

        var form = new JsonObject { ["organizationId"] = palmer.Customer.OrganizationId };
        var dry = await RunAsync(palmer.Customer.App, form.DeepClone().AsObject().With("dryRun", true));
        var real = await RunAsync(palmer.Customer.App, form);

        Assert.Equal(13_000, dry["net"]!.GetValue<long>());
        Assert.Equal(real.ToJsonString(), dry.ToJsonString());
    }

    private static async Task<JsonNode> RunAsync(App app, JsonObject form)
    {
        var ops = await app.OperatorAsync();
        var reply = await ops.PostAsync("/api/invoice-runs", form);
        Assert.True(reply.Status == 202, reply.Text);
        await app.SettleAsync();
        if (form["dryRun"] is null)
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2.1));
        var run = (await (await app.OperatorAsync()).GetAsync(reply.Headers.Location!.ToString())).Json;
        Assert.Equal("completed", run["run"]!["state"]!.GetValue<string>());
        return run["result"]!;
    }

    private static async Task SwitchAsync(App app, Customer main, string sub)
    {
        var owner = await app.SignInAsync(main.Owner.Email);
        var reply = await owner.PutAsync($"{main.SubAccounts}/{sub}", new JsonObject { ["collectiveInvoice"] = true }, "*");
        Assert.True(reply.Status == 200, reply.Text);
    }
}
