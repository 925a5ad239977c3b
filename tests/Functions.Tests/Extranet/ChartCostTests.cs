using System.Globalization;
using System.Text.Json.Nodes;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Emulator.Tables;
using Accounts.Extranet.Budgets;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Taxes;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Extranet;

/// <summary>
/// The storage operations of charts over five years, as stated in docs/operations.md. The first Get is the access check's, the second
/// reads whether the extranet is open.
/// </summary>
public sealed class ChartCostTests
{
    private const string Get = "Get Organizations";
    private const string Query = "QueryPage Organizations";

    // The month of the tests' clock is the last of the sixty.
    private static readonly DateOnly First = new(2022, 4, 1);

    [InProcessFact]
    public async Task A_chart_of_invoices_takes_an_operation_for_each_hundred_of_its_time_and_twenty_at_the_most()
    {
        await using var area = await Area.OpenAsync(runsProcesses: false);
        var chart = area.Extranet + "/invoices/chart.svg?format=csv&months=";
        await InvoiceAsync(area, [.. Enumerable.Range(0, 300).Select(n => First.AddMonths(n / 5))]);

        var (table, operations) = await RecordedAsync(area, chart + 60);
        Assert.Equal([Get, Get, Query, Query, Query], operations);
        var months = table.Text.Split("\r\n")[1..^1];
        Assert.Equal(60, months.Length);
        Assert.All(months, month => Assert.EndsWith(";500,00", month, StringComparison.Ordinal));

        // Older invoices are not read, apart from those on the last page. A chart of fewer months reads fewer pages.
        await InvoiceAsync(area, [.. Enumerable.Range(0, 1_000).Select(n => First.AddMonths(-1 - n / 20))]);
        Assert.Equal([Get, Get, Query, Query, Query, Query], (await RecordedAsync(area, chart + 60)).Operations);
        Assert.Equal([Get, Get, Query], (await RecordedAsync(area, chart + 12)).Operations);

        // More than twenty pages are refused. A chart of fewer months succeeds.
        await InvoiceAsync(area, [.. Enumerable.Repeat(First.AddMonths(30), 1_701)]);
        var (refused, twenty) = await RecordedAsync(area, chart + 60);
        Assert.Equal((400, "invalid-query"), (refused.Status, refused.Problem));
        Assert.Equal([Get, Get, .. Enumerable.Repeat(Query, 20)], twenty);
        Assert.Equal(200, (await area.Owner.GetAsync(chart + 24)).Status);
    }

    [InProcessFact]
    public async Task A_chart_of_a_budget_takes_three_operations_for_each_order_however_much_was_recorded()
    {
        await using var area = await BudgetTests.OrderedAsync(runsProcesses: false);
        var budget = await BudgetTests.BudgetAsync(area, hours: 1_000, to: "2032-02-28");
        Assert.Equal([Get, Get, Get, Query, Query, Query], (await RecordedAsync(area, budget + "/chart.svg")).Operations);

        // As many records as an order can have, over five years, and each month an invoice of something else.
        await WorkAsync(area);
        var (chart, operations) = await RecordedAsync(area, budget + "/chart.svg");
        Assert.Equal([Get, Get, Get, Query, Query, Query], operations);
        Assert.InRange(chart.Text.Length, 1, 100_000);
        Assert.EndsWith("200;981,37\r\n", (await area.Owner.GetAsync(budget + "/chart.svg?format=csv")).Text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_chart_of_the_budget_of_a_project_takes_one_operation_and_three_for_each_order()
    {
        await using var area = await BudgetTests.OrderedAsync(runsProcesses: false);
        var project = (await area.Owner.PostAsync($"/api/organizations/{area.Id}/projects", new JsonObject { ["name"] = "Berlin" }))
            .Headers.Location!.OriginalString.Split('/')[^1];
        for (var order = 0; order < 3; order++)
        {
            var form = Ordering.Form((Products.Hours, 10)).With("projectId", project);
            await Ordering.PlaceAsync(area.App, area.Owner, area.Id, form);
        }

        var made = await area.Operator.PostAsync(
            area.Extranet + "/budgets", BudgetTests.Form(area.Order, hours: 10).With("orderId", null).With("projectId", project));
        Assert.True(made.Status == 201, made.Text);

        var (_, operations) = await RecordedAsync(area, made.Headers.Location!.OriginalString + "/chart.svg");

        Assert.Equal([Get, Get, Get, Query, .. Enumerable.Repeat(Query, 3 * 3)], operations);
    }

    private static async Task InvoiceAsync(Area area, IReadOnlyList<DateOnly> days)
    {
        foreach (var some in days.Index().Chunk(99))
        {
            var change = new ChangeSet(area.Id);
            foreach (var (n, day) in some)
            {
                var id = InvoiceId.OfDraft(day, $"{days.Count}", null, n);
                change.Add(InvoiceKeys.Invoice(id), Document(area.Id, id, day));
            }

            await SeededCustomer.WriteAsync(area.App, change);
        }
    }

    private static async Task WorkAsync(Area area)
    {
        var id = OrderId.Parse(area.Order.Split('/')[^1])!;
        var from = new DateOnly(2027, 3, 1);
        foreach (var some in Enumerable.Range(0, PerformanceRecord.Limit).Chunk(99))
        {
            var change = new ChangeSet(area.Id);
            foreach (var n in some)
                change.Add(ServiceStore.New(id, Record(n, from.AddDays(9 * n))));
            await SeededCustomer.WriteAsync(area.App, change);
        }

        var invoiced = area.App.Host.Services.GetRequiredService<InvoicedOrders>();
        for (var month = 0; month < 60; month++)
        {
            var line = new InvoicedLine($"{month}", IsWork: false, from.AddMonths(month), from.AddMonths(month), 1, 10_000, 10_000);
            await invoiced.PutAsync(area.Id, $"{month}", [(id, [line])], default);
        }
    }

    private static PerformanceRecord Record(int n, DateOnly day) => new()
    {
        Id = n.ToString("D32", CultureInfo.InvariantCulture),
        Date = day,
        Work = [new(1, 1, "Schrank verkabelt")],
        State = RecordState.Accepted,
        SubmittedAt = CentralEurope.StartOf(day),
        SubmittedBy = "u",
        DecidedAt = CentralEurope.StartOf(day),
        DecidedBy = "u",
    };

    private static Invoice Document(string organizationId, string id, DateOnly day) => new()
    {
        Id = id,
        OrganizationId = organizationId,
        Kind = DocumentKind.Invoice,
        State = InvoiceState.Sent,
        Run = "run",
        Day = day,
        Date = day,
        Number = "RE-" + id[..12],
        Currency = "EUR",
        Tax = new TaxDecision(TaxTreatment.Taxable, "S", null),
        Totals = InvoiceTotals.Of([new TaxSubtotal("S", 1_900, 10_000, 1_900, null, null)]),
        Use = new InvoicedUse(new Dictionary<string, long> { [organizationId] = 10_000 }, HasOrders: false),
    };

    private static async Task<(Reply Reply, IReadOnlyList<string> Operations)> RecordedAsync(Area area, string path)
    {
        using var recording = area.App.Store.Operations.Record();
        var reply = await area.Owner.SendAsync(HttpMethod.Get, path, headers: ("Accept-Language", "de"));
        return (reply, [.. recording.Operations.Select(taken => $"{taken.Kind} {taken.Table}")]);
    }
}
