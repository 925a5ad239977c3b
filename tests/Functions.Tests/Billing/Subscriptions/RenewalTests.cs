using System.Text.Json.Nodes;
using Accounts.Billing.Charges;
using Accounts.Billing.Subscriptions;
using Accounts.Emulator;
using Accounts.Emulator.Tables;
using Accounts.Tests.Crashes;
using Accounts.Tests.Sales.Licenses;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>Automatic renewal: its storage operations, and that each period is charged once in spite of crashes.</summary>
public sealed class RenewalTests
{
    private const string OwnerEmail = "hanna@example.com";

    private static readonly DateOnly April = new(2027, 4, 1);

    [InProcessFact]
    public async Task A_renewal_takes_a_stated_number_of_operations()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync();
        await palmer.UntilDayAsync(30.5);
        var renewals = palmer.Customer.App.Host.Services.GetRequiredService<Renewals>();

        // Reads what is due, name and language, the payer, the catalog's price and the end of the audit log. Writes the charge in a
        // transaction, then the payer's row, deletes the marker of the charge, and writes the account's next day.
        string[] once =
        [
            "QueryPage Organizations", "Get Organizations", "Get Organizations", "QueryPage Catalog", "Get Organizations",
            "Transaction Organizations 8", "Upsert PayersDue 1", "Delete Organizations 1", "Upsert RenewalsDue 1",
        ];
        Assert.Equal(once, await OperationsAsync(palmer, () => renewals.RenewAsync(new(palmer.Customer.OrganizationId, April), default)));
        // The second time there is nothing to do.
        Assert.Equal(
            ["QueryPage Organizations", "Upsert RenewalsDue 1"],
            await OperationsAsync(palmer, () => renewals.RenewAsync(new(palmer.Customer.OrganizationId, April), default)));
    }

    [InProcessFact]
    public async Task Requests_take_a_stated_number_of_operations()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync();
        await palmer.UntilDayAsync(1.5);
        var ops = await palmer.Customer.App.OperatorAsync();
        var path = palmer.Path(Assert.Single(await palmer.ListAsync())["id"]!.GetValue<string>());
        var quantity = new JsonObject { ["quantity"] = 2, ["from"] = "2027-03-10" };

        Assert.Equal(["QueryPage Organizations"], await OperationsAsync(palmer, () => ops.GetAsync(palmer.Path(""))));
        Assert.Equal(["Get Organizations"], await OperationsAsync(palmer, () => ops.GetAsync(path)));
        // The transaction has the row of its next day. A process makes the charges due for an invoice.
        Assert.Equal(
            ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 7"],
            (await OperationsAsync(palmer, () => ops.PutAsync(path, quantity, "*"))).Take(5));
        await palmer.Customer.App.SettleAsync();
        Assert.Equal(
            ["Get Organizations", "Get Organizations", "Transaction Organizations 4"],
            (await OperationsAsync(palmer, () => ops.SendAsync(HttpMethod.Post, path + "/cancel"))).Take(3));
        await palmer.Customer.App.SettleAsync();
        // replay
        Assert.Equal(["Get Organizations"], await OperationsAsync(palmer, () => ops.SendAsync(HttpMethod.Post, path + "/cancel")));
    }

    [InProcessFact]
    public async Task Many_at_a_time_are_charged_once_each_though_two_runs_contend()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.Customer.PlaceAsync(Licensing.Form(true, null, [.. Enumerable.Repeat((Subscribing.Sku, 1), 60)]));
        await palmer.UntilDayAsync(1.5);
        Assert.Equal(60, (await palmer.ListAsync()).Count + (await ListAfterAsync(palmer)));
        await palmer.UntilDayAsync(30);
        var services = palmer.Customer.App.Host.Services;
        var renewals = services.GetRequiredService<Renewals>();

        // Two months are due at once.
        RenewalRun run = new(palmer.Customer.OrganizationId, new(2027, 5, 1));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => renewals.RenewAsync(run, default))));

        var made = await services
            .GetRequiredService<ChargeStore>()
            .OfOrderAsync(Accounts.Sales.Orders.OrderId.Parse(palmer.Customer.OrderId)!, default);
        Assert.Equal([60, 60, 60], made.CountBy(charge => charge.DueOn).Select(day => day.Value));
        var agenda = await services.GetRequiredService<SubscriptionStore>().AgendaAsync(palmer.Customer.OrganizationId, default);
        Assert.Empty(agenda.Charged);
        Assert.All(agenda.Due, one => Assert.Equal(new DateOnly(2027, 6, 1), one.Value.DueOn));
        Assert.Equal(60, agenda.Due.Count);
    }

    [InProcessFact]
    public Task Killed_around_each_write_it_charges_each_period_once() => new CrashStory<string>
    {
        // With all timers: the daily runs renew the subscriptions.
        Options = new EmulatorOptions(),
        Prepare = async app =>
        {
            var palmer = await Licensing.InAsync(app, OwnerEmail);
            await Subscribing.PutProductAsync(app);
            await new Subscribing(palmer).OrderAsync();
            await palmer.UntilDayAsync(30);
            return palmer.OrganizationId;
        },
        // The run of 1 April, without its grace period.
        Play = async (app, organization) => await (await Licensing.AgainAsync(app, OwnerEmail, organization)).UntilDayAsync(30.7),
        Outcome = async (app, organization) =>
        {
            var palmer = new Subscribing(await Licensing.AgainAsync(app, OwnerEmail, organization));
            await palmer.UntilDayAsync(33);
            Assert.Equal(["20270301", "20270401"], (await palmer.ChargesAsync()).Select(charge => charge["id"]!.GetValue<string>()[^8..]));
            Assert.All(await palmer.ChargesAsync(), charge => Assert.Equal("billed", charge["state"]!.GetValue<string>()));
            Assert.Equal(
                ["RE-2027-000001", "RE-2027-000002"],
                (await palmer.InvoicesAsync()).Select(invoice => invoice["number"]!.GetValue<string>()));
            Assert.DoesNotContain(
                app.Store.ListEntities("Organizations", organization, count: 1_000),
                row => ((string)row["RowKey"]).StartsWith("subscription-charged:", StringComparison.Ordinal));
            Assert.Equal("account:" + organization, Assert.Single(app.Store.ListEntities("RenewalsDue", count: 10))["RowKey"]);
            return "";
        },
    }.RunAsync(least: 12);

    private static async Task<int> ListAfterAsync(Subscribing palmer)
    {
        var first = (await palmer.Customer.Owner.GetAsync(palmer.Path(""))).Json;
        return (await palmer.Customer.Owner.GetAsync($"{palmer.Path("")}?cursor={first["nextCursor"]}")).Json["items"]!.AsArray().Count;
    }

    private static async Task<IReadOnlyList<string>> OperationsAsync(Subscribing palmer, Func<Task> act)
    {
        using var recording = palmer.Customer.App.Store.Operations.Record();
        await act();
        return
        [
            .. recording.Operations.Select(
                operation => $"{operation.Kind} {operation.Table}" + (operation.IsWrite ? $" {operation.Writes}" : "")),
        ];
    }
}
