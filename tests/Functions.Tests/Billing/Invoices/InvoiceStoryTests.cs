using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Billing.Invoices;

/// <summary>From charges to the invoice that a customer gets, and to its cancellation.</summary>
public sealed class InvoiceStoryTests
{
    [InProcessFact]
    public async Task A_license_is_billed_the_day_after_its_purchase_with_pdf_xml_and_mail()
    {
        await using var palmer = await Licensing.StartWithAllTimersAsync();
        await palmer.PlaceAsync();
        await palmer.UntilDayAsync(2);

        var ops = await palmer.App.OperatorAsync();
        var invoices = $"/api/organizations/{palmer.OrganizationId}/invoices";
        var invoice = Assert.Single((await ops.GetAsync(invoices)).Json["items"]!.AsArray())!;
        Assert.Equal(("RE-2027-000001", "invoice", "sent"), (Said(invoice, "number"), Said(invoice, "kind"), Said(invoice, "state")));
        // 2 × 2,490.00 and 120.50, at 19 %.
        Assert.Equal((510_050, 96_910, 606_960), (Amount(invoice, "net"), Amount(invoice, "tax"), Amount(invoice, "gross")));
        Assert.Equal(("2027-03-02", "2027-03-16"), (Said(invoice, "date"), Said(invoice, "dueDate")));

        var shown = (await palmer.Owner.GetAsync(invoices + "/RE-2027-000001")).Json;
        Assert.Equal(2, shown["sections"]![0]!["lines"]!.AsArray().Count);
        Assert.Equal(
            ["drafted", "finalized", "sent"], shown["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()));

        var mail = (await palmer.App.MailsAsync(Biller.InvoiceEmail)).First(
            mail => mail["subject"]!.GetValue<string>() == "Rechnung RE-2027-000001");
        Assert.Equal(
            [$"LS-{palmer.OrderId}-1.pdf", "Rechnung-RE-2027-000001.pdf", "Rechnung-RE-2027-000001.xml"],
            mail["attachments"]!.AsArray().Select(file => file!["name"]!.GetValue<string>()));
        var xml = XDocument.Parse((await palmer.Owner.GetAsync(invoices + "/RE-2027-000001.xml")).Text);
        Assert.Contains("RE-2027-000001", xml.Root!.Value, StringComparison.Ordinal);
        var pdf = await palmer.Owner.GetAsync(invoices + "/RE-2027-000001.pdf");
        Assert.Equal((200, "%PDF"), (pdf.Status, pdf.Text[..4]));
    }

    [InProcessFact]
    public async Task A_part_is_cancelled_and_then_the_rest_to_the_cent()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(3_333, quantity: 3).With("supplyDate", "2027-02-28"));
        await biller.ChargeAsync(Biller.Charge(1_005, quantity: 0.5m, taxClass: "reduced"));
        await biller.RunAsync();
        var invoice = Assert.Single(await biller.InvoicesAsync());
        var path = $"{biller.Organization}/invoices/{Said(invoice, "number")}";

        var first = await CancelAsync(biller, path, new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 1 }));
        var second = await CancelAsync(biller, path, new JsonArray(new JsonObject { ["line"] = 1, ["net"] = 1_111 }));
        var rest = await CancelAsync(biller, path, null);
        var again = await biller.Operator.PostAsync(path + "/cancel", Reason(null));

        Assert.Equal(
            ["ST-2027-000001", "ST-2027-000002", "ST-2027-000003"], new[] { first, second, rest }.Select(one => Said(one, "number")));
        Assert.Equal(Amount(invoice, "gross"), new[] { first, second, rest }.Sum(one => Amount(one, "gross")));
        Assert.Equal(Amount(invoice, "tax"), new[] { first, second, rest }.Sum(one => Amount(one, "tax")));
        Assert.Equal((409, "nothing-left"), (again.Status, again.Problem));
        Assert.Equal("cancelled", Said((await biller.Owner.GetAsync(path)).Json["invoice"]!, "state"));
        Assert.Equal(
            3,
            (await biller.App.MailsAsync(Biller.InvoiceEmail)).Count(
                mail => mail["subject"]!.GetValue<string>().StartsWith("Stornorechnung", StringComparison.Ordinal)));
    }

    [InProcessFact]
    public async Task Operators_who_cancel_at_once_never_take_back_more_than_the_invoice()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(3_333, quantity: 3));
        await biller.RunAsync();
        var invoice = Assert.Single(await biller.InvoicesAsync());
        var path = $"{biller.Organization}/invoices/{Said(invoice, "number")}";

        var two = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 2 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            biller.Operator.PostAsync(path + "/cancel", Reason(n % 2 == 0 ? (JsonArray)two.DeepClone() : null))));
        await biller.App.SettleAsync();

        Assert.All(replies, reply => Assert.True(reply.Status is 201 or 409 or 422 or 503, biller.App.Explain(reply)));
        Assert.Contains(replies, reply => reply.Status == 201);
        var documents = (await biller.InvoicesAsync()).Where(one => Said(one, "kind") != "invoice").ToList();
        Assert.Equal(replies.Count(reply => reply.Status == 201), documents.Count);
        Assert.Equal(documents.Count, documents.Select(one => Said(one, "number")).Distinct().Count());
        Assert.All(documents, one => Assert.NotNull(Said(one, "number")));
        var rest = await biller.Operator.PostAsync(path + "/cancel", Reason(null));
        await biller.App.SettleAsync();
        Assert.True(rest.Status is 201 or 409, rest.Text);
        // A full cancellation has negative amounts, partial cancellations have positive ones.
        Assert.Equal(
            Amount(invoice, "gross"),
            (await biller.InvoicesAsync()).Where(one => Said(one, "kind") != "invoice").Sum(one => Math.Abs(Amount(one, "gross"))));
    }

    [InProcessFact]
    public async Task All_of_an_invoice_is_cancelled_at_once_with_negative_amounts()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        var path = $"{biller.Organization}/invoices/RE-2027-000001";

        var whole = await CancelAsync(biller, path, null);

        Assert.Equal((-10_000, -1_900, -11_900), (Amount(whole, "net"), Amount(whole, "tax"), Amount(whole, "gross")));
        Assert.Equal("RE-2027-000001", Said(whole, "refersTo"));
        Assert.DoesNotContain("Gutschrift", (await biller.App.MailsAsync(Biller.InvoiceEmail))[0].ToJsonString(), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task An_austrian_company_is_billed_without_tax_once_its_vat_id_is_verified()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        await app.NeighbourAsync("taxRegister", "unavailable");
        await using var biller = await Biller.InAsync(app, Forms.Austrian());
        await biller.ChargeAsync(Biller.Charge(10_000));

        var run = await biller.RunAsync();
        var draft = Assert.Single(await biller.InvoicesAsync());
        Assert.Equal((0, 1), (run["result"]!["finalized"]!.GetValue<int>(), run["result"]!["inReview"]!.GetValue<int>()));
        Assert.Equal(("inReview", "taxIdNotVerified"), (Said(draft, "state"), Said(draft["review"]!, "reason")));
        var waiting = (await biller.Operator.GetAsync("/api/invoice-reviews?reason=taxIdNotVerified")).Json["items"]!.AsArray();
        Assert.Equal(biller.Id, Said(Assert.Single(waiting)!, "organizationId"));

        await app.NeighbourAsync("taxRegister", "valid");
        await biller.AdvanceAsync(TimeSpan.FromDays(2));

        var invoice = Assert.Single(await biller.InvoicesAsync());
        Assert.Equal(("sent", 10_000, 0), (Said(invoice, "state"), Amount(invoice, "gross"), Amount(invoice, "tax")));
        var taxes = (await biller.Owner.GetAsync($"{biller.Organization}/invoices/{Said(invoice, "number")}")).Json["taxes"]![0]!;
        Assert.Equal(
            ("AE", "VATEX-EU-AE", "Steuerschuldnerschaft des Leistungsempfängers"),
            (Said(taxes, "category"), Said(taxes, "reasonCode"), Said(taxes, "note")));
        Assert.Empty((await biller.Operator.GetAsync("/api/invoice-reviews?reason=taxIdNotVerified")).Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task A_swiss_company_is_billed_outside_of_vat()
    {
        await using var biller = await Biller.StartAsync(Forms.Swiss());
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();

        var invoice = (await biller.Owner.GetAsync($"{biller.Organization}/invoices/RE-2027-000001")).Json;
        Assert.Equal(
            ("O", "Nicht im Inland steuerbar, Leistungsort Schweiz"),
            (Said(invoice["taxes"]![0]!, "category"), Said(invoice["taxes"]![0]!, "note")));
        var xml = (await biller.Owner.GetAsync($"{biller.Organization}/invoices/RE-2027-000001.xml")).Text;
        Assert.DoesNotContain("DE136695976", xml, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_draft_can_be_held_dropped_and_finalized_and_makes_no_gap()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        var run = await biller.Operator.PostAsync("/api/invoice-runs", new JsonObject());
        await biller.App.SettleAsync();
        var draft = Said(Assert.Single(await biller.InvoicesAsync()), "id")!;
        var path = $"{biller.Organization}/invoices/{draft}";
        Assert.Equal("%PDF", (await biller.Owner.GetAsync(path + ".pdf")).Text[..4]);
        Assert.Equal(404, (await biller.Owner.GetAsync(path + ".xml")).Status);

        Assert.Equal(
            200, (await biller.Operator.PostAsync(path + "/hold", new JsonObject { ["reason"] = "Der Kunde klärt etwas." })).Status);
        await biller.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Equal("inReview", Said(Assert.Single(await biller.InvoicesAsync()), "state"));

        Assert.Equal(204, (await biller.Operator.SendAsync(HttpMethod.Delete, path)).Status);
        await biller.App.SettleAsync();
        Assert.Empty(await biller.InvoicesAsync());
        Assert.Equal(404, (await biller.Operator.GetAsync(path)).Status);

        await biller.RunAsync();
        Assert.Equal("RE-2027-000001", Said(Assert.Single(await biller.InvoicesAsync()), "number"));
        Assert.Equal(
            (409, "not-a-draft"),
            Seen(await biller.Operator.SendAsync(HttpMethod.Delete, $"{biller.Organization}/invoices/RE-2027-000001")));
        Assert.Equal(202, run.Status);
    }

    [InProcessFact]
    public async Task A_run_while_the_draft_of_the_month_before_is_open_makes_an_invoice_of_its_own()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        Assert.Equal(202, (await biller.Operator.PostAsync("/api/invoice-runs", new JsonObject())).Status);
        await biller.App.SettleAsync();
        var earlier = $"{biller.Organization}/invoices/{Said(Assert.Single(await biller.InvoicesAsync()), "id")}";
        var hold = new JsonObject { ["reason"] = "Der Kunde klärt etwas." };
        Assert.Equal(200, (await biller.Operator.PostAsync(earlier + "/hold", hold)).Status);

        await biller.AdvanceAsync(TimeSpan.FromDays(31));
        await biller.ChargeAsync(Biller.Charge(5_000).With("supplyDate", "2027-04-01"));
        await biller.RunAsync();
        Assert.Equal(["inReview 10000", "sent 5000"], await ShownAsync(biller));

        Assert.Equal(202, (await biller.Operator.SendAsync(HttpMethod.Post, earlier + "/finalize")).Status);
        await biller.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["sent 10000", "sent 5000"], await ShownAsync(biller));
    }

    [InProcessFact]
    public async Task Credits_that_can_never_be_issued_are_held_as_their_review_advises_and_billed_by_no_run()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000, quantity: -1));
        await biller.RunAsync();
        var draft = Assert.Single(await biller.InvoicesAsync());
        Assert.Equal("negativeTotal", Said(draft["review"]!, "reason"));
        Assert.Contains("hold this draft", Said(draft["review"]!, "text"), StringComparison.Ordinal);
        var item = Assert.Single((await biller.Operator.GetAsync("/api/work-items?kind=invoiceReview")).Json["items"]!.AsArray())!;
        Assert.Contains("POST …/hold", Said(item, "nextStep"), StringComparison.Ordinal);

        var hold = new JsonObject { ["reason"] = "Storniert mit ST-2027-000001." };
        Assert.Equal(200, (await biller.Operator.PostAsync($"{biller.Organization}/invoices/{Said(draft, "id")}/hold", hold)).Status);
        await biller.ChargeAsync(Biller.Charge(20_000));
        await biller.RunAsync();

        Assert.Equal(["inReview -10000", "sent 20000"], await ShownAsync(biller));
    }

    [InProcessFact]
    public async Task A_line_that_is_more_than_the_invoice_with_its_credit_is_cancelled_only_together_with_the_credit()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000).With("supplyDate", "2027-02-01"));
        await biller.ChargeAsync(Biller.Charge(3_000, quantity: -1));
        await biller.RunAsync();
        var path = $"{biller.Organization}/invoices/RE-2027-000001";

        var more = await biller.Operator.PostAsync(path + "/cancel", Reason(new JsonArray(new JsonObject { ["line"] = 1 })));
        Assert.Equal(422, more.Status);
        var lines = new JsonArray(new JsonObject { ["line"] = 1 }, new JsonObject { ["line"] = 2 });
        Assert.Equal(8_330, Amount(await CancelAsync(biller, path, lines), "gross"));
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(Biller biller) =>
        [.. (await biller.InvoicesAsync()).Select(invoice => $"{Said(invoice, "state")} {invoice["net"]}").Order(StringComparer.Ordinal)];

    private static (int Status, string? Problem) Seen(Reply reply) => (reply.Status, reply.Problem);

    private static JsonObject Reason(JsonArray? lines)
    {
        var form = new JsonObject { ["reason"] = "Zu viel berechnet." };
        if (lines is not null)
            form["lines"] = lines;
        return form;
    }

    private static async Task<JsonNode> CancelAsync(Biller biller, string path, JsonArray? lines)
    {
        var reply = await biller.Operator.PostAsync(path + "/cancel", Reason(lines));
        Assert.True(reply.Status == 201, reply.Text);
        await biller.App.SettleAsync();
        return (await biller.Owner.GetAsync(reply.Headers.Location!.ToString())).Json["invoice"]!;
    }

    private static string? Said(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static long Amount(JsonNode node, string name) => node[name]!.GetValue<long>();
}
