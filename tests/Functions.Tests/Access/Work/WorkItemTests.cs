using System.Text.Json.Nodes;
using Accounts.Customers.Invitations;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Licenses;
using Microsoft.DurableTask;

namespace Accounts.Tests.Access.Work;

/// <summary>Everything that waits for a person is in one list, with the next step, until it is done.</summary>
public sealed class WorkItemTests
{
    [InProcessFact]
    public async Task Requests_and_sub_accounts_wait_until_somebody_has_seen_to_them()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var ops = await app.OperatorAsync();
        Assert.Empty(await ListAsync(ops));
        var requests = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            requests.Add((await ContactForm.SendAsync(app, ContactForm.Message())).Json["id"]!.GetValue<string>());
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        var sub = await Locations.OrderAsync(main);
        await app.SettleAsync();
        var items = await ListAsync(ops);
        Assert.Equal(
            ["accountRequest " + requests[0], "accountRequest " + requests[1], "subAccount " + sub],
            items.Select(item => $"{item["kind"]} {item["subject"]}"));
        Assert.Equal("/api/account-requests/" + requests[0], items[0]["link"]!.GetValue<string>());
        Assert.Contains("activate", items[2]["nextStep"]!.GetValue<string>(), StringComparison.Ordinal);
        // Paging works across the kinds.
        Assert.Equal(items.Select(item => item.ToJsonString()), (await ListAsync(ops, "&limit=1")).Select(item => item.ToJsonString()));
        Assert.Equal([sub], (await ListAsync(ops, "&kind=subAccount")).Select(item => item["subject"]!.GetValue<string>()));

        Assert.Equal(202, (await ops.SendAsync(HttpMethod.Post, $"/api/account-requests/{requests[0]}/approve")).Status);
        Assert.Equal(204, (await ops.SendAsync(HttpMethod.Post, $"{main.SubAccounts}/{sub}/activate")).Status);
        await app.SettleAsync();
        Assert.Equal([requests[1]], (await ListAsync(ops)).Select(item => item["subject"]!.GetValue<string>()));

        Assert.Equal(403, (await main.Owner.GetAsync("/api/work-items")).Status);
        Assert.Equal(400, (await ops.GetAsync("/api/work-items?kind=mail")).Status);
        Assert.Equal(400, (await ops.GetAsync("/api/work-items?cursor=OTkuYQ")).Status);
    }

    [InProcessFact]
    public async Task An_order_waits_while_the_vendor_waits_for_the_customer()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        var ops = await palmer.App.OperatorAsync();
        var item = Assert.Single(await ListAsync(ops));
        Assert.Equal(
            ("order", palmer.OrderId, palmer.Order),
            (item["kind"]!.GetValue<string>(), item["subject"]!.GetValue<string>(), item["link"]!.GetValue<string>()));
        Assert.Contains("technischen Kontakt", item["nextStep"]!.GetValue<string>(), StringComparison.Ordinal);

        await palmer.VerifyAsync();
        Assert.Empty(await ListAsync(ops));
    }

    [InProcessFact]
    public async Task A_process_that_failed_is_listed_until_it_is_well_again()
    {
        await using var app = await App.StartAsync();
        // The orchestrator fails because its invitation does not exist.
        await app.Processes.ScheduleNewOrchestrationInstanceAsync(
            nameof(InvitationProcess), new StartOrchestrationOptions("invitation-broken"));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        var ops = await app.OperatorAsync();
        var item = Assert.Single(await ListAsync(ops, "&kind=process"));
        Assert.Equal(
            ("invitation-broken", "/api/processes/invitation-broken"),
            (item["subject"]!.GetValue<string>(), item["link"]!.GetValue<string>()));

        await app.Processes.PurgeInstanceAsync("invitation-broken");
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Empty(await ListAsync(await app.OperatorAsync(), "&kind=process"));
    }

    private static async Task<List<JsonNode>> ListAsync(User ops, string query = "")
    {
        List<JsonNode> items = [];
        string? cursor = null;
        do
        {
            var page = await ops.GetAsync("/api/work-items?" + (query + (cursor is null ? "" : "&cursor=" + cursor)).TrimStart('&'));
            Assert.True(page.Status == 200, page.Text);
            items.AddRange(page.Json["items"]!.AsArray().Select(item => item!));
            cursor = page.Json["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }
}
