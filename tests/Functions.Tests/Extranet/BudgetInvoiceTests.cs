using System.Text.Json.Nodes;
using Accounts.Tests.Billing;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Extranet;

/// <summary>How invoices and cancellations count in budgets: everything counts once.</summary>
public sealed class BudgetInvoiceTests
{
    [InProcessFact]
    public async Task Work_counts_once_though_it_is_invoiced_and_other_things_when_they_are()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var (money, hours) = (await BudgetTests.BudgetAsync(area, amount: 5_000_000), await BudgetTests.BudgetAsync(area, hours: 40));
        await area.WorkAsync(2, 0.25m); // a quarter of a day for 280.01
        await ChargeAsync(area, 10_000, 3);
        await ChargeAsync(area, 777, 1, "2026-12-31"); // before the period
        Assert.Equal((28_001m, 2m), await UsedAsync(area, money, hours));

        await RunAsync(area);
        Assert.Equal((58_001m, 2m), await UsedAsync(area, money, hours));
        await area.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal((58_001m, 2m), await UsedAsync(area, money, hours));
        Assert.Equal(5_000_000 - 58_001m, (await area.Owner.GetAsync(money)).Json["remaining"]!.GetValue<decimal>());
    }

    [InProcessFact]
    public async Task Cancellations_take_back_to_the_cent_and_the_minute()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var (money, hours) = (await BudgetTests.BudgetAsync(area, amount: 5_000_000), await BudgetTests.BudgetAsync(area, hours: 40));
        await area.WorkAsync(2, 0.25m);
        await ChargeAsync(area, 10_000, 3);
        await RunAsync(area);
        var (charge, work) = (await LineAsync(area, 3), await LineAsync(area, 0.25m));

        await CancelAsync(area, new JsonObject { ["line"] = charge, ["quantity"] = 1 });
        Assert.Equal((48_001m, 2m), await UsedAsync(area, money, hours));
        // A rebate does not change the hours, a cancelled quantity does.
        await CancelAsync(area, new JsonObject { ["line"] = work, ["net"] = 1_000 });
        Assert.Equal((47_001m, 2m), await UsedAsync(area, money, hours));
        await CancelAsync(area, new JsonObject { ["line"] = work, ["quantity"] = 0.1m });
        Assert.Equal((35_801m, 1.2m), await UsedAsync(area, money, hours));
        // The rest of the invoice is cancelled.
        await CancelAsync(area);
        Assert.Equal((0m, 0m), await UsedAsync(area, money, hours));
        var table = await area.Owner.SendAsync(HttpMethod.Get, hours + "/chart.svg?format=csv", headers: ("Accept-Language", "en"));
        Assert.EndsWith("2027-03-01,0,0\r\n", table.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await area.Owner.GetAsync(money + "/chart.svg")).Status);
    }

    [InProcessFact]
    public async Task A_share_is_mailed_once_also_when_a_cancellation_takes_use_below_and_an_invoice_above_again()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var budget = await BudgetTests.BudgetAsync(area, amount: 100_000);
        await ChargeAsync(area, 60_000, 1);
        Assert.Empty(await AlertsAsync(area));
        await RunAsync(area);
        Assert.Equal(["Budget Netzwerk: 50 % verbraucht"], await AlertsAsync(area));
        var mail = (await area.App.MailsAsync(area.Owner.Email))
            .First(one => one["subject"]!.GetValue<string>().StartsWith("Budget", StringComparison.Ordinal));
        Assert.Contains(
            "Die Voraussage ist eine gerade Linie: Sie setzt den Verbrauch der letzten acht Wochen bis zum 31. Dezember 2027 fort.",
            mail["text"]!.GetValue<string>().ReplaceLineEndings(" "),
            StringComparison.Ordinal);

        await CancelAsync(area);
        Assert.Equal(0, (await area.Owner.GetAsync(budget)).Json["used"]!.GetValue<decimal>());
        await ChargeAsync(area, 70_000, 1);
        await RunAsync(area);

        Assert.Equal(70_000, (await area.Owner.GetAsync(budget)).Json["used"]!.GetValue<decimal>());
        Assert.Equal(["Budget Netzwerk: 50 % verbraucht"], await AlertsAsync(area));
    }

    [InProcessFact]
    public async Task An_order_of_licenses_has_a_budget_of_money_and_none_of_hours()
    {
        await using var area = await BudgetTests.OrderedAsync();
        await area.PlaceOrderAsync((Products.DataCenter, 1));
        Assert.Equal(
            ["#/orderId"], (await area.Operator.PostAsync(area.Extranet + "/budgets", BudgetTests.Form(area.Order, hours: 5))).Fields);
        await BudgetTests.BudgetAsync(area, amount: 100);
    }

    [InProcessFact]
    public async Task A_sub_account_sees_the_use_that_its_main_account_pays_and_the_main_account_whose_it_is()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var main = await Locations.CustomerAsync(area.App, "Zentrale AG");
        await Locations.LinkAsync(area.App, main, new Customer(area.Owner, area.Id));
        var collective = new JsonObject { ["collectiveInvoice"] = true };
        Assert.Equal(200, (await main.Owner.PutAsync($"{main.SubAccounts}/{area.Id}", collective, "*")).Status);
        var extranet = $"/api/organizations/{main.Id}/extranet";
        Assert.Equal(200, (await main.Owner.PutAsync(extranet, new JsonObject { ["enabled"] = true }, "*")).Status);
        var budget = await BudgetTests.BudgetAsync(area, amount: 100_000);
        await ChargeAsync(area, 60_000, 1);
        var own = await area.Operator.PostAsync($"/api/organizations/{main.Id}/charges", Biller.Charge(12_345));
        Assert.True(own.Status == 202, own.Text);
        await RunAsync(area);

        Assert.Equal(60_000, (await area.Owner.GetAsync(budget)).Json["used"]!.GetValue<decimal>());
        Assert.Single(await AlertsAsync(area));
        var owner = await area.App.SignInAsync(main.Owner.Email);
        var name = (await owner.GetAsync(main.SubAccounts)).Json["items"]![0]!["name"]!.GetValue<string>();
        var table = await owner.SendAsync(
            HttpMethod.Get, extranet + "/invoices/chart.svg?format=csv&months=1", headers: ("Accept-Language", "en"));
        Assert.Equal(
            $"month,net (EUR),Main account (EUR),{area.Id} {name}\r\n2027-03,723.45,123.45,600.00\r\n", table.Text);
        var chart = await owner.GetAsync(extranet + "/invoices/chart.svg?width=320");
        Assert.Contains(area.Id, chart.Text, StringComparison.Ordinal);
        // The sub-account has no invoice of its own, and does not see the numbers of others.
        var none = await area.Owner.SendAsync(
            HttpMethod.Get, area.Extranet + "/invoices/chart.svg?format=csv&months=1", headers: ("Accept-Language", "en"));
        Assert.Equal("month,net (EUR)\r\n2027-03,0.00\r\n", none.Text);
    }

    [InProcessFact]
    public async Task A_budget_of_a_project_counts_its_orders_and_no_others()
    {
        await using var area = await BudgetTests.OrderedAsync();
        await area.WorkAsync(1, 50);
        var projects = $"/api/organizations/{area.Id}/projects";
        var made = await area.Owner.PostAsync(projects, new JsonObject { ["name"] = "Berlin" });
        var project = made.Headers.Location!.OriginalString.Split('/')[^1];
        var budget = await area.Operator.PostAsync(
            area.Extranet + "/budgets", BudgetTests.Form(area.Order, hours: 10).With("orderId", null).With("projectId", project));
        Assert.True(budget.Status == 201, budget.Text);
        var address = budget.Headers.Location!.OriginalString;
        Assert.Equal(0, await UsedAsync(area, address));
        var links = (await area.Owner.GetAsync(address)).Json["budget"]!["links"]!.AsObject();
        Assert.Equal(projects + "/" + project, links["project"]!.GetValue<string>());
        Assert.Null(links["order"]);

        for (var order = 0; order < 2; order++)
        {
            var form = Ordering.Form((Products.Hours, 10)).With("projectId", project);
            area.Place(await Ordering.PlaceAsync(area.App, area.Owner, area.Id, form));
            Assert.Equal(project, (await area.Owner.GetAsync(area.Order)).Json["order"]!["projectId"]!.GetValue<string>());
            await area.WorkAsync(1, 2.5m);
        }

        Assert.Equal(5, await UsedAsync(area, address));
        Assert.Equal(["Budget Netzwerk: 50 % verbraucht"], await AlertsAsync(area));
        var (stranger, id) = await area.App.NewCustomerAsync();
        var foreign = await stranger.PostAsync(Ordering.Of(id), Ordering.Form((Products.Hours, 1)).With("projectId", project));
        Assert.Equal(["#/projectId"], foreign.Fields);
        Assert.Equal(
            ["#/projectId"],
            (await area.Operator.PostAsync(
                area.Extranet + "/budgets",
                BudgetTests.Form(area.Order, hours: 1)
                    .With("orderId", null)
                    .With("projectId", project[..^1] + (project[^1] == '0' ? '1' : '0')))).Fields);
    }

    private static async Task ChargeAsync(Area area, long unitPrice, decimal quantity, string suppliedOn = "2027-03-01")
    {
        var form = Biller.Charge(unitPrice, quantity).With("orderId", area.Order.Split('/')[^1]).With("supplyDate", suppliedOn);
        var charged = await area.Operator.PostAsync($"/api/organizations/{area.Id}/charges", form);
        Assert.True(charged.Status == 202, charged.Text);
        await area.App.SettleAsync();
    }

    private static async Task RunAsync(Area area)
    {
        var run = await area.Operator.PostAsync("/api/invoice-runs", new JsonObject());
        Assert.True(run.Status == 202, run.Text);
        await area.AdvanceAsync(TimeSpan.FromHours(2));
    }

    private static async Task<JsonNode> InvoiceAsync(Area area)
    {
        var invoices = $"/api/organizations/{area.Id}/invoices";
        var listed = (await area.Operator.GetAsync(invoices)).Json["items"]!.AsArray()
            .First(one => one!["kind"]!.GetValue<string>() == "invoice" && one["state"]!.GetValue<string>() != "cancelled")!;
        return (await area.Operator.GetAsync($"{invoices}/{listed["number"]}")).Json;
    }

    /// <summary>The number of the line that has this quantity.</summary>
    private static async Task<int> LineAsync(Area area, decimal quantity)
    {
        var invoice = await InvoiceAsync(area);
        return invoice["sections"]![0]!["lines"]!.AsArray()
            .Single(line => line!["quantity"]!.GetValue<decimal>() == quantity)!["number"]!.GetValue<int>();
    }

    private static async Task CancelAsync(Area area, JsonObject? line = null)
    {
        var form = new JsonObject { ["reason"] = "Zu viel" };
        if (line is not null)
            form["lines"] = new JsonArray(line);
        var number = (await InvoiceAsync(area))["invoice"]!["number"];
        var cancelled = await area.Operator.PostAsync($"/api/organizations/{area.Id}/invoices/{number}/cancel", form);
        Assert.True(cancelled.Status == 201, cancelled.Text);
        await area.App.SettleAsync();
    }

    private static async Task<(decimal Money, decimal Hours)> UsedAsync(Area area, string money, string hours) =>
        (await UsedAsync(area, money), await UsedAsync(area, hours));

    private static async Task<decimal> UsedAsync(Area area, string budget) =>
        (await area.Owner.GetAsync(budget)).Json["used"]!.GetValue<decimal>();

    private static async Task<IReadOnlyList<string>> AlertsAsync(Area area) =>
        [.. (await area.SubjectsAsync(area.Owner.Email)).Where(subject => subject.StartsWith("Budget", StringComparison.Ordinal))];
}
