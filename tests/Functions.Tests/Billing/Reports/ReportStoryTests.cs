using System.Text.Json.Nodes;
using Accounts.Billing.Invoices;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Reports;

/// <summary>The reports for operators: taxes of a month, open items, runs of a day.</summary>
public sealed class ReportStoryTests
{
    private const string Reports = "/api/billing/reports";

    [InProcessFact]
    public async Task The_vat_of_a_month_is_summed_by_rate_and_cancellations_count_negative()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.ChargeAsync(Biller.Charge(5_000, taxClass: "reduced"));
        await biller.RunAsync();
        await CancelAsync(biller, "RE-2027-000001", line: 1, net: 1_000);
        await CancelAsync(biller, "RE-2027-000001");
        await biller.AdvanceAsync(TimeSpan.FromDays(31));
        await biller.ChargeAsync(Biller.Charge(20_000));
        await biller.RunAsync();

        var march = (await biller.Operator.GetAsync(Reports + "/vat?month=2027-03")).Json;
        var april = (await biller.Operator.GetAsync(Reports + "/vat?month=2027-04")).Json;

        Assert.Equal((1, 2, 0), (Int(march, "invoices"), Int(march, "cancellations"), Int(march, "pending")));
        Assert.Equal(["DE EUR S 700 0 0", "DE EUR S 1900 0 0"], Sums(march));
        Assert.Equal(["DE EUR S 1900 20000 3800"], Sums(april));
        Assert.Empty(Sums((await biller.Operator.GetAsync(Reports + "/vat?month=2027-02")).Json));
        Assert.Equal(400, (await biller.Operator.GetAsync(Reports + "/vat?month=2027-13")).Status);
        Assert.Equal(403, (await biller.Owner.GetAsync(Reports + "/vat?month=2027-03")).Status);
    }

    [InProcessFact]
    public async Task Open_items_of_all_accounts_are_listed_by_age_until_they_are_paid()
    {
        await using var biller = await Biller.StartAsync();
        var (_, other) = await biller.App.NewCustomerAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.ChargeAsync(Biller.Charge(20_000), other);
        await biller.RunAsync();
        Assert.Equal(["notDue 2 35700"], await OpenAsync(biller));

        // Payable until 15 March.
        (int, string)[] ages = [(14, "notDue"), (1, "upTo30Days"), (30, "upTo60Days"), (30, "upTo90Days"), (30, "over90Days")];
        foreach (var (days, age) in ages)
        {
            await biller.AdvanceAsync(TimeSpan.FromDays(days));
            Assert.Equal([$"{age} 2 35700"], await OpenAsync(biller));
            Assert.Equal(2, (await ItemsAsync(biller, "?age=" + age)).Count);
        }

        Assert.Empty(await ItemsAsync(biller, "?age=notDue"));
        await PayAsync(biller, biller.Id, 11_900);
        Assert.Equal(["over90Days 1 23800"], await OpenAsync(biller));
        await PayAsync(biller, other, 23_801);
        Assert.Equal(["overpaid 1 -1"], await OpenAsync(biller));
        var owed = Assert.Single(await ItemsAsync(biller, "?age=overpaid"));
        Assert.Equal((other, -1), (owed["organizationId"]!.GetValue<string>(), owed["open"]!.GetValue<int>()));
        // Refunds count too: to refund an overpayment closes the item, to return a payment opens it again.
        await PayAsync(biller, other, -1);
        Assert.Empty(await OpenAsync(biller));
        await PayAsync(biller, biller.Id, -900);
        Assert.Equal(["over90Days 1 900"], await OpenAsync(biller));
    }

    [InProcessFact]
    public async Task Open_items_come_in_pages_each_once()
    {
        await using var biller = await Biller.StartAsync();
        for (var n = 0; n < 7; n++)
        {
            await biller.ChargeAsync(Biller.Charge(1_000).With("purchaseOrderNumber", $"PO-{n}"));
            var (_, other) = await biller.App.NewCustomerAsync();
            await biller.ChargeAsync(Biller.Charge(1_000), other);
        }

        await biller.RunAsync();
        List<string> numbers = [];
        for (var path = "?limit=3"; path.Length > 0;)
        {
            var page = (await biller.Operator.GetAsync($"{Reports}/open-items{path}")).Json;
            Assert.InRange(page["items"]!.AsArray().Count, 0, 3);
            numbers.AddRange(page["items"]!.AsArray().Select(item => item!["number"]!.GetValue<string>()));
            path = page["nextCursor"] is { } next ? $"?limit=3&cursor={next}" : "";
        }

        Assert.Equal(Enumerable.Range(1, 14).Select(n => $"RE-2027-{n:D6}"), numbers.Order());
    }

    [InProcessFact]
    public async Task A_document_that_is_being_made_is_pending_until_it_is_there()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        // The state after a crash right after the number was taken: no document has this number.
        var numbers = biller.App.Host.Services.GetRequiredService<InvoiceNumbers>();
        var lost = new InvoiceRef(biller.Id, InvoiceId.Of(new(2027, 3, 1), "lost"));
        var taken = (await numbers.TakeAsync(Accounts.Billing.Documents.DocumentKind.Invoice, new(2027, 3, 1), [lost], default))[lost];

        Assert.Equal(1, Int((await biller.Operator.GetAsync(Reports + "/vat?month=2027-03")).Json, "pending"));
        var refused = await biller.Operator.GetAsync("/api/billing/exports/accounting?month=2027-03");
        Assert.Equal(409, refused.Status);

        var gap = new NumberGap(taken.Number, biller.Id, lost.InvoiceId, App.Start, "lost");
        await numbers.AbandonAsync(Accounts.Billing.Documents.DocumentKind.Invoice, lost, taken, gap, default);
        Assert.Equal(200, (await biller.Operator.GetAsync("/api/billing/exports/accounting?month=2027-03")).Status);
        Assert.Equal(0, Int((await biller.Operator.GetAsync(Reports + "/vat?month=2027-03")).Json, "pending"));
    }

    [InProcessFact]
    public async Task A_day_shows_its_runs_and_their_sum_without_dry_ones()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync(new JsonObject { ["dryRun"] = true });
        await biller.RunAsync(new JsonObject { ["organizationId"] = biller.Id });

        var day = (await biller.Operator.GetAsync(Reports + "/days/2027-03-01")).Json;

        Assert.Equal(2, day["runs"]!.AsArray().Count(run => run!["run"]!["id"]!.GetValue<string>().Length > 10));
        var sum = Assert.Single(day["results"]!.AsArray())!;
        Assert.Equal((1, 11_900, "EUR"), (Int(sum, "finalized"), Int(sum, "gross"), sum["currency"]!.GetValue<string>()));
        Assert.Empty((await biller.Operator.GetAsync(Reports + "/days/2027-02-01")).Json["runs"]!.AsArray());
        Assert.Equal(404, (await biller.Operator.GetAsync(Reports + "/days/yesterday")).Status);
    }

    [InProcessFact]
    public async Task A_file_for_accounting_has_the_days_of_supply_of_each_tax_and_of_what_is_taken_back()
    {
        await using var biller = await Biller.StartAsync();
        var february = new JsonObject { ["from"] = "2027-02-01", ["to"] = "2027-02-28" };
        await biller.ChargeAsync(Biller.Charge(10_000).With("supplyDate", null).With("period", february));
        await biller.ChargeAsync(Biller.Charge(7_000));
        await biller.ChargeAsync(Biller.Charge(5_000, taxClass: "reduced"));
        await biller.RunAsync();
        await CancelAsync(biller, "RE-2027-000001", line: 1, net: 1_000);

        var csv = (await biller.Operator.GetAsync("/api/billing/exports/accounting?month=2027-03")).Text;

        Assert.Equal(
            [
                "RE-2027-000001 19.00 2027-02-01 2027-03-01", "RE-2027-000001 7.00 2027-03-01 2027-03-01",
                "ST-2027-000001 19.00 2027-02-01 2027-02-28",
            ],
            csv.Split("\r\n")[1..^1].Select(line => line.Split(',')).Select(cells => $"{cells[0]} {cells[13]} {cells[^2]} {cells[^1]}"));
    }

    internal static async Task CancelAsync(Biller biller, string number, int? line = null, long? net = null)
    {
        var form = new JsonObject { ["reason"] = "Nachlass" };
        if (line is not null)
            form["lines"] = new JsonArray(new JsonObject { ["line"] = line, ["net"] = net });
        var reply = await biller.Operator.PostAsync($"{biller.Organization}/invoices/{number}/cancel", form);
        Assert.True(reply.Status == 201, reply.Text);
        await biller.App.SettleAsync();
    }

    private static async Task PayAsync(Biller biller, string organizationId, long amount)
    {
        var invoices = $"/api/organizations/{organizationId}/invoices";
        var number = (await biller.Operator.GetAsync(invoices)).Json["items"]![0]!["number"];
        var form = new JsonObject { ["amount"] = amount, ["receivedOn"] = "2027-04-01" };
        var reply = await biller.Operator.PostAsync($"{invoices}/{number}/payments", form);
        Assert.True(reply.Status == 201, reply.Text);
    }

    private static async Task<IReadOnlyList<JsonNode>> ItemsAsync(Biller biller, string query) =>
        [.. (await biller.Operator.GetAsync($"{Reports}/open-items{query}")).Json["items"]!.AsArray().Select(item => item!)];

    private static async Task<IReadOnlyList<string>> OpenAsync(Biller biller) =>
        [.. (await biller.Operator.GetAsync(Reports + "/open-items/sums")).Json["sums"]!.AsArray()
            .Select(sum => $"{sum!["age"]} {sum["items"]} {sum["open"]}")];

    private static IReadOnlyList<string> Sums(JsonNode report) =>
        [.. report["sums"]!.AsArray().Select(
            sum => $"{sum!["sellerCountry"]} {sum["currency"]} {sum["category"]} {sum["rate"]} {sum["net"]} {sum["tax"]}")];

    private static int Int(JsonNode node, string name) => node[name]!.GetValue<int>();
}
