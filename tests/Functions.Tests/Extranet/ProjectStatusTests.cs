using System.Text.Json.Nodes;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Extranet;

public sealed class ProjectStatusTests
{
    [InProcessFact]
    public async Task An_order_shows_its_report_appointments_open_records_and_hours()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var appointment = await area.Operator.PostAsync(area.Order + "/appointments", Working.Appointment());
        Assert.Equal(202, appointment.Status);
        await area.App.SettleAsync();
        await area.WorkAsync(1, 2.5m);
        await area.DecideAsync(await area.SubmitAsync(1, 7), "dispute");
        var open = await area.SubmitAsync(2, 0.25m);

        var status = Assert.Single(await ItemsAsync(area));
        Assert.Equal(area.Order, Text(status["links"]!, "self"));
        Assert.Equal("""{"ordered":116,"recorded":4.50,"accepted":2.5}""", Hours(status));
        Assert.Equal(1, status["work"]!["openRecords"]!.GetValue<int>());
        Assert.Equal(open, Text(Assert.Single(status["work"]!["open"]!.AsArray())!["links"]!, "self"));
        var next = Assert.Single(status["work"]!["appointments"]!.AsArray())!;
        Assert.Equal(appointment.Headers.Location!.OriginalString, Text(next["links"]!, "self"));
        Assert.Null(status["report"]);

        // The appointment is over, and the customer's silence accepts the record.
        await area.AdvanceAsync(TimeSpan.FromDays(15));
        status = Assert.Single(await ItemsAsync(area));
        Assert.Equal("""{"ordered":116,"recorded":4.50,"accepted":4.50}""", Hours(status));
        Assert.Empty(status["work"]!["appointments"]!.AsArray());
        Assert.Empty(status["work"]!["open"]!.AsArray());
    }

    [InProcessFact]
    public async Task The_report_published_last_counts_and_stays_with_its_order()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var first = await area.WriteAsync(About(area, "atRisk"));
        await area.WriteAsync(About(area, "offTrack").With("state", "draft"));
        Assert.Equal("atRisk", Status(Assert.Single(await ItemsAsync(area))));
        await area.AdvanceAsync(TimeSpan.FromDays(1));
        var second = await area.WriteAsync(About(area, "onTrack"));
        Assert.Equal("onTrack", Status(Assert.Single(await ItemsAsync(area))));

        // A new version of the earlier report changes nothing, a new version of the latest one does.
        Assert.Equal(200, (await area.Operator.PutAsync(first, About(area, "offTrack"), "*")).Status);
        Assert.Equal("onTrack", Status(Assert.Single(await ItemsAsync(area))));
        Assert.Equal(200, (await area.Operator.PutAsync(second, About(area, "atRisk"), "*")).Status);
        Assert.Equal("atRisk", Status(Assert.Single(await ItemsAsync(area))));
        Assert.Equal("report-is-published", (await area.Operator.PutAsync(second, Area.Report(), "*")).Problem);
    }

    [InProcessFact]
    public async Task Orders_and_projects_come_page_by_page_and_not_twice_to_who_has_them()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var first = area.Order;
        await area.PlaceOrderAsync((Products.DataCenter, 1));
        await area.PlaceOrderAsync((Products.Hours, 1));
        List<string> projects = [];
        foreach (var name in (string[])["Berlin", "Wien"])
        {
            projects.Add((await area.Owner.PostAsync(
                $"/api/organizations/{area.Id}/projects", new JsonObject { ["name"] = name })).Headers.Location!.OriginalString);
            await area.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await area.WriteAsync(Area.Report().With("projectId", projects[1].Split('/')[^1]));
        await area.WriteAsync(Area.Report().With("orderId", first.Split('/')[^1]));

        foreach (var limit in (int[])[1, 2, 3, 50])
        {
            var items = await ItemsAsync(area, limit);
            Assert.Equal([area.Order, first, .. projects], items.Select(item => Text(item["links"]!, "self")));
            Assert.Equal([false, true, false, true], items.Select(item => item["report"] is not null));
        }

        var page = await area.Owner.GetAsync(area.Extranet + "/projects");
        Assert.Equal(304, (await KnownAsync(page.ETag!)).Status);
        await area.SubmitAsync(1, 1);
        Assert.Equal(200, (await KnownAsync(page.ETag!)).Status);

        Task<Reply> KnownAsync(string tag) =>
            area.Owner.SendAsync(HttpMethod.Get, area.Extranet + "/projects", headers: ("If-None-Match", tag));
    }

    [InProcessFact]
    public async Task Nobody_else_sees_it_and_nobody_when_it_is_ended()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var (stranger, _) = await area.App.NewCustomerAsync();
        Assert.Equal(404, (await stranger.GetAsync(area.Extranet + "/projects")).Status);
        await area.SwitchAsync(false);
        Assert.Equal("extranet-not-open", (await area.Owner.GetAsync(area.Extranet + "/projects")).Problem);
    }

    private static async Task<IReadOnlyList<JsonNode>> ItemsAsync(Area area, int limit = 50)
    {
        List<JsonNode> items = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await area.Owner.GetAsync($"{area.Extranet}/projects?limit={limit}{cursor}")).Json;
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }

        return items;
    }

    private static JsonObject About(Area area, string status) =>
        Area.Report().With("orderId", area.Order.Split('/')[^1]).With("status", status);

    private static string Hours(JsonNode status) => status["work"]!["hours"]!.ToJsonString();

    private static string Status(JsonNode status) => Text(status["report"]!, "status");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
