using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Extranet;

public sealed class RecordListTests
{
    [InProcessFact]
    public async Task Records_of_all_orders_are_listed_page_by_page()
    {
        await using var area = await Area.OpenAsync();
        List<string> submitted = [];
        for (var order = 0; order < 2; order++)
        {
            await area.PlaceOrderAsync((Products.Hours, 10));
            submitted.Insert(0, await area.SubmitAsync(1, 1));
            // Ids made at the same moment have no order.
            await area.AdvanceAsync(TimeSpan.FromSeconds(1));
            submitted.Insert(1, await area.SubmitAsync(1, 2));
        }

        await area.DecideAsync(submitted[0]);
        List<(string, string)> listed = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await area.Owner.GetAsync($"{area.Extranet}/performance-records?limit=3{cursor}")).Json;
            listed.AddRange(
                page["items"]!
                    .AsArray()
                    .Select(
                        item =>
                            (
                                $"/api/orders/{item!["orderId"]}/performance-records/{item["record"]!["id"]}",
                                item["record"]!["state"]!.GetValue<string>())));
            cursor = page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }

        Assert.Equal([.. submitted.Select((record, n) => (record, n == 0 ? "accepted" : "submitted"))], listed);
    }

    [InProcessFact]
    public async Task A_record_leads_to_its_document_and_to_the_invoice_that_bills_it()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var (record, waiting) = (await area.SubmitAsync(1, 2.5m), await area.SubmitAsync(1, 1));
        await area.DecideAsync(record);
        Assert.Empty((await LinksAsync(area, record))["invoices"]!.AsArray());

        await RunAsync(area);
        // A second run changes nothing: each invoice is named once.
        await RunAsync(area);

        var links = await LinksAsync(area, record);
        var invoice = (string)Assert.Single(links["invoices"]!.AsArray())!;
        var billed = (await area.Owner.GetAsync(invoice)).Json;
        Assert.Equal(invoice, (string?)billed["invoice"]!["links"]!["self"]);
        Assert.Equal(2.5m, billed["sections"]![0]!["lines"]![0]!["quantity"]!.GetValue<decimal>());
        Assert.Contains("2,5", PdfText.Of(await area.Owner.DownloadAsync((string)links["pdf"]!)), StringComparison.Ordinal);
        Assert.Empty((await LinksAsync(area, waiting))["invoices"]!.AsArray());
        // The list names the same invoices as the record. Its link to the document works for all who may read the list.
        var listed = (await area.Owner.GetAsync(area.Extranet + "/performance-records")).Json["items"]!.AsArray()
            .Single(item => (string?)item!["record"]!["links"]!["self"] == record)!["record"]!["links"]!;
        Assert.Equal(invoice, (string?)Assert.Single(listed["invoices"]!.AsArray()));
        var pdf = (string)listed["pdf"]!;
        Assert.Equal(await area.Owner.DownloadAsync((string)links["pdf"]!), await area.Owner.DownloadAsync(pdf));
        var employee = await area.App.AddMemberAsync(area.Id, Role.Employee);
        Assert.Equal((200, 403), ((await employee.GetAsync(pdf)).Status, (await employee.GetAsync((string)links["pdf"]!)).Status));
        // A stranger gets none of them.
        var (stranger, other) = await area.App.NewCustomerAsync();
        foreach (var foreign in (string[])[record, record + ".pdf", pdf, invoice, area.Extranet + "/performance-records"])
            Assert.Equal(404, (await stranger.GetAsync(foreign)).Status);
        // Not even through their own extranet.
        await stranger.PutAsync($"/api/organizations/{other}/extranet", new JsonObject { ["enabled"] = true }, "*");
        var through = pdf.Replace($"organizations/{area.Id}", $"organizations/{other}", StringComparison.Ordinal);
        Assert.Equal(404, (await stranger.GetAsync(through)).Status);
    }

    [InProcessFact]
    public async Task Of_a_sub_account_the_invoice_is_the_main_accounts()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var main = await Locations.CustomerAsync(area.App, "Zentrale AG");
        await Locations.LinkAsync(area.App, main, new Customer(area.Owner, area.Id));
        var collective = new JsonObject { ["collectiveInvoice"] = true };
        Assert.Equal(200, (await main.Owner.PutAsync($"{main.SubAccounts}/{area.Id}", collective, "*")).Status);
        var record = await area.SubmitAsync(1, 2.5m);
        await area.DecideAsync(record);

        await RunAsync(area);

        var invoice = (string)Assert.Single((await LinksAsync(area, record))["invoices"]!.AsArray())!;
        Assert.StartsWith($"/api/organizations/{main.Id}/invoices/", invoice, StringComparison.Ordinal);
        Assert.Equal(200, (await (await area.App.SignInAsync(main.Owner.Email)).GetAsync(invoice)).Status);
        Assert.Equal(404, (await area.Owner.GetAsync(invoice)).Status);
    }

    private static async Task<JsonNode> LinksAsync(Area area, string record) => (await area.Owner.GetAsync(record)).Json["links"]!;

    private static async Task RunAsync(Area area)
    {
        var run = await area.Operator.PostAsync("/api/invoice-runs", new JsonObject());
        Assert.True(run.Status == 202, run.Text);
        await area.AdvanceAsync(TimeSpan.FromHours(2));
    }
}
