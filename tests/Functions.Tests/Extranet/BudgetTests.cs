using System.Text.Json.Nodes;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Extranet;

public sealed class BudgetTests
{
    // A product of these tests, priced by the day.
    private const string Days = "CABLING-DAY";

    [InProcessFact]
    public async Task Use_is_right_to_the_cent_and_the_minute_through_disputes_and_silence()
    {
        await using var area = await OrderedAsync();
        var price = await PriceAsync(area, Products.Hours);
        var (money, hours) = (await BudgetAsync(area, amount: 1_000_000), await BudgetAsync(area, hours: 40));

        await area.WorkAsync(1, 2.33m);
        await area.DecideAsync(await area.SubmitAsync(1, 7), "dispute");
        var silent = await area.SubmitAsync(2, 0.25m); // a quarter of a day
        Assert.Equal((2.33m, 2m), await UseAsync(area, hours));
        Assert.Equal((decimal.Round(2.33m * price, MidpointRounding.AwayFromZero), 28_001m), await UseAsync(area, money));

        // The record waits for 14 days. Then the customer's silence accepts it, and it counts.
        await area.AdvanceAsync(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        Assert.Equal((2.33m, 2m), await UseAsync(area, hours));
        await area.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("acceptedBySilence", await Working.StateAsync(area.Owner, silent));
        Assert.Equal((4.33m, 0m), await UseAsync(area, hours));
        Assert.Equal((decimal.Round(2.33m * price, MidpointRounding.AwayFromZero) + 28_001m, 0m), await UseAsync(area, money));

        // The disputed record is corrected. A fixed price has no hours.
        await area.WorkAsync(1, 6.5m, "2027-03-02");
        await area.WorkAsync(3, 1, "2027-03-02");
        Assert.Equal((10.83m, 0m), await UseAsync(area, hours));
        var shown = (await area.Owner.GetAsync(hours)).Json;
        Assert.Equal(29.17m, shown["remaining"]!.GetValue<decimal>());
    }

    [InProcessFact]
    public async Task Work_outside_of_the_period_does_not_count_and_the_forecast_is_a_straight_line()
    {
        await using var area = await OrderedAsync();
        await area.AdvanceAsync(TimeSpan.FromDays(3));
        var budget = await BudgetAsync(area, hours: 100, from: "2027-03-02", to: "2027-03-13");
        await area.WorkAsync(1, 5, "2027-03-01");
        await area.WorkAsync(1, 6, "2027-03-03");

        var shown = (await area.Owner.GetAsync(budget)).Json;

        // On the third of twelve days: 6 hours in 3 days, 9 days to come.
        Assert.Equal((6m, 24m), (shown["used"]!.GetValue<decimal>(), shown["forecast"]!.GetValue<decimal>()));
    }

    [InProcessFact]
    public async Task Each_share_is_mailed_once_also_when_use_falls_and_rises_again()
    {
        await using var area = await OrderedAsync();
        var subscriber = await area.App.AddMemberAsync(area.Id, Accounts.Access.Role.Employee);
        await subscriber.PutAsync(
            area.Extranet + "/notifications", new JsonObject { ["reports"] = false, ["budgets"] = true, ["language"] = "en" }, "*");
        var budget = await BudgetAsync(area, hours: 10);

        await area.WorkAsync(1, 4.9m);
        Assert.Empty(await AlertsAsync(area, area.Owner.Email));
        await area.WorkAsync(1, 0.1m);
        Assert.Equal(["Budget Netzwerk: 50 % verbraucht"], await AlertsAsync(area, area.Owner.Email));
        await area.WorkAsync(1, 3.5m);
        Assert.Equal(2, (await AlertsAsync(area, area.Owner.Email)).Count);

        // More hours: use falls to 42.5 %, and rises above 50 and 80 % again.
        var more = Form(area.Order, hours: 20);
        Assert.Equal(200, (await area.Operator.PutAsync(budget, more, "*")).Status);
        await area.App.SettleAsync();
        await area.WorkAsync(1, 11.5m);
        Assert.Equal(
            ["Budget Netzwerk: 50 % verbraucht", "Budget Netzwerk: 80 % verbraucht", "Budget Netzwerk: 100 % verbraucht"],
            await AlertsAsync(area, area.Owner.Email));
        Assert.Equal(3, (await AlertsAsync(area, subscriber.Email)).Count);
        Assert.All(
            (await area.Owner.GetAsync(budget)).Json["budget"]!["alerts"]!.AsArray(),
            alert => Assert.True(alert!["sent"]!.GetValue<bool>()));
    }

    [InProcessFact]
    public async Task A_budget_that_begins_used_up_is_told_at_once()
    {
        await using var area = await OrderedAsync();
        await area.WorkAsync(1, 9);
        await BudgetAsync(area, hours: 10);
        Assert.Equal(2, (await AlertsAsync(area, area.Owner.Email)).Count);
    }

    [InProcessFact]
    public async Task What_is_wrong_is_named()
    {
        await using var area = await OrderedAsync();
        var budgets = area.Extranet + "/budgets";
        var bad = Form(area.Order, hours: 0.001m)
            .With("name", "")
            .With("amount", 5)
            .With("to", "2020-01-01")
            .With("alerts", new JsonArray(80, 50))
            .With("orderId", "x");

        var refused = await area.Operator.PostAsync(budgets, bad);

        Assert.Equal(["#/alerts", "#/amount", "#/hours", "#/name", "#/orderId", "#/to"], refused.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["#/orderId"], (await area.Operator.PostAsync(budgets, Form(area.Order, hours: 1).With("orderId", area.Id + "-9"))).Fields);
        Assert.Equal(403, (await area.Owner.PostAsync(budgets, Form(area.Order, hours: 1))).Status);
        var both = await area.Operator.PostAsync(budgets, Form(area.Order, hours: 1).With("projectId", "?"));
        Assert.Equal(["#/orderId", "#/projectId"], both.Fields.Order(StringComparer.Ordinal));
    }

    internal static JsonObject Form(
        string order, long? amount = null, decimal? hours = null, string from = "2027-03-01", string to = "2027-12-31")
    {
        var form = new JsonObject { ["name"] = "Netzwerk", ["orderId"] = order.Split('/')[^1], ["from"] = from, ["to"] = to };
        if (amount is not null)
            form["amount"] = amount;
        if (hours is not null)
            form["hours"] = hours;
        return form;
    }

    internal static async Task<string> BudgetAsync(
        Area area, long? amount = null, decimal? hours = null, string from = "2027-03-01", string to = "2027-12-31")
    {
        var made = await area.Operator.PostAsync(area.Extranet + "/budgets", Form(area.Order, amount, hours, from, to));
        Assert.True(made.Status == 201, made.Text);
        await area.App.SettleAsync();
        return made.Headers.Location!.OriginalString;
    }

    /// <summary>An area with an order of hours, of days for 1,120.02, and of a setup.</summary>
    internal static async Task<Area> OrderedAsync(bool runsProcesses = true)
    {
        var area = await Area.OpenAsync(runsProcesses);
        await area.Operator.PutAsync("/api/catalog/" + Days, Products.Service("day", price: 112_002), null);
        await area.PlaceOrderAsync((Products.Hours, 100), (Days, 2), (Products.Setup, 1));
        return area;
    }

    private static async Task<decimal> PriceAsync(Area area, string sku) =>
        (await area.Owner.GetAsync("/api/catalog/" + sku)).Json["unitPrice"]!.GetValue<decimal>();

    private static async Task<(decimal Used, decimal Open)> UseAsync(Area area, string budget)
    {
        var shown = (await area.Owner.GetAsync(budget)).Json;
        return (shown["used"]!.GetValue<decimal>(), shown["open"]!.GetValue<decimal>());
    }

    private static async Task<IReadOnlyList<string>> AlertsAsync(Area area, string to) =>
        [.. (await area.SubjectsAsync(to)).Where(subject => subject.StartsWith("Budget", StringComparison.Ordinal))];
}
