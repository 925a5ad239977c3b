using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Billing.Payments;

/// <summary>How invoices are paid: by card at once, by transfer with reminders.</summary>
public sealed class CollectionTests
{
    private const string Provider = "/dev/neighbours/payment-provider";

    [InProcessFact]
    public async Task A_card_is_charged_once_when_the_invoice_is_finalized_though_answers_get_lost()
    {
        await using var biller = await Biller.StartAsync(WithCard());
        await biller.App.NeighbourAsync("paymentProvider", "losesAnswers");
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        await biller.AdvanceAsync(TimeSpan.FromHours(1));

        var invoice = Assert.Single(await biller.InvoicesAsync());
        Assert.Equal(("paid", 0), (invoice["state"]!.GetValue<string>(), invoice["open"]!.GetValue<long>()));
        var charge = Assert.Single(await BookingsAsync(biller));
        Assert.Equal(11_900, charge["amount"]!.GetValue<long>());
    }

    [InProcessFact]
    public async Task A_card_that_is_refused_is_told_to_the_customer_who_then_pays_by_transfer()
    {
        await using var biller = await Biller.StartAsync(WithCard());
        await biller.App.NeighbourAsync("paymentProvider", "declines");
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();

        Assert.Contains("Ihre Karte wurde nicht belastet: Rechnung RE-2027-000001", await SubjectsAsync(biller));
        Assert.Empty(await BookingsAsync(biller));
        var invoice = Assert.Single(await biller.InvoicesAsync());
        Assert.Equal(("sent", "2027-03-15"), (invoice["state"]!.GetValue<string>(), invoice["dueDate"]!.GetValue<string>()));
        Assert.Equal(201, (await PayAsync(biller, 11_900)).Status);
        Assert.Equal("paid", (await biller.InvoicesAsync())[0]["state"]!.GetValue<string>());
        await biller.AdvanceAsync(TimeSpan.FromDays(60));
        Assert.DoesNotContain(await SubjectsAsync(biller), subject => subject.Contains("erinnerung", StringComparison.OrdinalIgnoreCase));
    }

    [InProcessFact]
    public async Task What_a_card_was_charged_is_paid_back_once_when_the_invoice_is_cancelled()
    {
        await using var biller = await Biller.StartAsync(WithCard());
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        await biller.App.NeighbourAsync("paymentProvider", "losesAnswers");

        var path = $"{biller.Organization}/invoices/RE-2027-000001";
        await CancelAsync(biller, 1_000);
        await biller.AdvanceAsync(TimeSpan.FromHours(1));

        await AssertSettledAsync(biller, 11_900, -1_190);
        Assert.Equal("paid", (await biller.Owner.GetAsync(path)).Json["invoice"]!["state"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_card_is_charged_once_though_a_part_is_cancelled_before_the_lost_answer_is_known()
    {
        await using var biller = await ChargedWithoutAnswerAsync();
        await CancelAsync(biller, 1_000);
        await biller.AdvanceAsync(TimeSpan.FromHours(2));

        await AssertSettledAsync(biller, 11_900, -1_190);
    }

    [InProcessFact]
    public async Task A_card_is_charged_once_though_a_part_is_paid_before_the_lost_answer_is_known()
    {
        await using var biller = await ChargedWithoutAnswerAsync();
        Assert.Equal(201, (await PayAsync(biller, 1_900)).Status);
        await biller.AdvanceAsync(TimeSpan.FromHours(2));

        await AssertSettledAsync(biller, 11_900, -1_900);
    }

    [InProcessFact]
    public async Task A_card_that_was_charged_is_paid_back_though_all_was_cancelled_before_the_answer_is_known()
    {
        await using var biller = await ChargedWithoutAnswerAsync();
        await biller.App.NeighbourAsync("paymentProvider", "unavailable");
        await CancelAsync(biller, 10_000);
        await biller.AdvanceAsync(TimeSpan.FromHours(2));
        await biller.App.NeighbourAsync("paymentProvider", "normal");
        await biller.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal([11_900, -11_900], await AmountsAsync(biller));
    }

    [InProcessFact]
    public async Task Two_cancellations_whose_refunds_get_lost_pay_back_each_part_once()
    {
        await using var biller = await Biller.StartAsync(WithCard());
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        await biller.App.NeighbourAsync("paymentProvider", "losesAnswers");
        await CancelAsync(biller, 1_000);
        await CancelAsync(biller, 2_000);
        await biller.AdvanceAsync(TimeSpan.FromHours(2));

        await AssertSettledAsync(biller, 11_900, -1_190, -2_380);
    }

    [InProcessFact]
    public async Task A_charge_that_is_reversed_later_opens_the_invoice_again_once()
    {
        await using var biller = await Biller.StartAsync(WithCard());
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        var charge = Assert.Single(await BookingsAsync(biller));

        for (var twice = 0; twice < 2; twice++)
        {
            using var reversed = await biller.App.Doors.PostAsync($"{Provider}/charges/{charge["id"]}/reverse", null);
            Assert.Equal(202, (await reversed.Content.ReadFromJsonAsync<JsonNode>())!["answered"]!.GetValue<int>());
            await biller.App.SettleAsync();
        }

        var invoice = (await biller.InvoicesAsync())[0];
        Assert.Equal(("sent", 11_900), (invoice["state"]!.GetValue<string>(), invoice["open"]!.GetValue<long>()));
        Assert.Single(await SubjectsAsync(biller), "Ihre Karte wurde nicht belastet: Rechnung RE-2027-000001");
        Assert.Single(await BookingsAsync(biller));
    }

    [InProcessFact]
    public async Task Who_pays_late_is_reminded_with_what_that_costs_until_the_money_comes()
    {
        await using var biller = await Biller.StartAsync(
            null, ("Reminders:BaseRates:0:ValidFrom", "2027-01-01"), ("Reminders:BaseRates:0:Rate", "127"));
        await biller.ChargeAsync(Biller.Charge(100_000));
        await biller.RunAsync();

        // Payable until 15 March.
        await biller.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.DoesNotContain(await SubjectsAsync(biller), subject => subject.StartsWith("Zahlungserinnerung", StringComparison.Ordinal));
        Assert.Equal("overdue", (await biller.InvoicesAsync())[0]["state"]!.GetValue<string>());
        await biller.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Contains("Zahlungserinnerung: Rechnung RE-2027-000001", await SubjectsAsync(biller));
        Assert.Equal(201, (await PayAsync(biller, 19_000)).Status);
        await biller.AdvanceAsync(TimeSpan.FromDays(14));

        // 1,000.00 for 21 days at 10.27 %: 5.91.
        var notice = (await biller.App.MailsAsync(Biller.InvoiceEmail)).First(
            mail => mail["subject"]!.GetValue<string>() == "1. Mahnung: Rechnung RE-2027-000001");
        Assert.Contains("5,91 EUR", notice["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("40,00 EUR", notice["text"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal(201, (await PayAsync(biller, 100_000)).Status);
        await biller.AdvanceAsync(TimeSpan.FromDays(60));
        Assert.DoesNotContain(await SubjectsAsync(biller), subject => subject.StartsWith("Letzte Mahnung", StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task A_bank_statement_is_matched_by_number_and_counts_once()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        var statement = Statement(("119.00", "Rechnung RE 2027/000001 vom 1.3."), ("5.00", "Danke"), ("7.00", "RE-2027-000999"));

        var first = await ImportAsync(biller, statement);
        var again = await ImportAsync(biller, statement);

        Assert.Equal(
            ("RE-2027-000001", 0), (first["matched"]![0]!["number"]!.GetValue<string>(), first["matched"]![0]!["open"]!.GetValue<long>()));
        Assert.Equal(["noNumber", "unknownNumber"], first["unmatched"]!.AsArray().Select(one => one!["reason"]!.GetValue<string>()));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Single((await biller.Owner.GetAsync($"{biller.Organization}/invoices/RE-2027-000001")).Json["payments"]!.AsArray());
    }

    [InProcessFact]
    public async Task What_is_no_statement_is_refused()
    {
        await using var biller = await Biller.StartAsync();
        string[] files =
        [
            "no xml",
            "<a/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>",
        ];
        foreach (var file in files)
        {
            using var response = await SendAsync(biller, file);
            Assert.Equal(422, (int)response.StatusCode);
        }
    }

    private static JsonObject WithCard() =>
        Forms.Account().With("payment", new JsonObject { ["method"] = "card", ["cardToken"] = "tok_visa" });

    // The provider has charged the card, and its answer was lost.
    private static async Task<Biller> ChargedWithoutAnswerAsync()
    {
        var biller = await Biller.StartAsync(WithCard());
        await biller.App.NeighbourAsync("paymentProvider", "losesAnswers");
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        Assert.Equal([11_900], await AmountsAsync(biller));
        Assert.Equal(11_900, (await biller.InvoicesAsync())[0]["open"]!.GetValue<long>());
        return biller;
    }

    private static async Task CancelAsync(Biller biller, long net)
    {
        var lines = new JsonArray(new JsonObject { ["line"] = 1, ["net"] = net });
        var form = new JsonObject { ["reason"] = "Nachlass", ["lines"] = lines };
        Assert.Equal(201, (await biller.Operator.PostAsync($"{biller.Organization}/invoices/RE-2027-000001/cancel", form)).Status);
        await biller.App.SettleAsync();
    }

    // Nothing is open, and the invoice has the payments by card that the provider has booked.
    private static async Task AssertSettledAsync(Biller biller, params long[] amounts)
    {
        Assert.Equal(amounts, await AmountsAsync(biller));
        var shown = (await biller.Owner.GetAsync($"{biller.Organization}/invoices/RE-2027-000001")).Json;
        Assert.Equal(0, shown["invoice"]!["open"]!.GetValue<long>());
        var payments = shown["payments"]!.AsArray().Where(payment => payment!["means"]!.GetValue<string>() == "card");
        Assert.Equal(amounts, payments.Select(payment => payment!["amount"]!.GetValue<long>()));
    }

    private static async Task<IEnumerable<long>> AmountsAsync(Biller biller) =>
        (await BookingsAsync(biller)).Select(booking => booking["amount"]!.GetValue<long>());

    private static async Task<IReadOnlyList<JsonNode>> BookingsAsync(Biller biller) =>
        [.. (await biller.App.Doors.GetFromJsonAsync<JsonArray>(Provider + "/charges"))!.Select(booking => booking!)];

    private static async Task<IReadOnlyList<string>> SubjectsAsync(Biller biller) =>
        [.. (await biller.App.MailsAsync(Biller.InvoiceEmail)).Select(mail => mail["subject"]!.GetValue<string>())];

    private static Task<Reply> PayAsync(Biller biller, long amount) => biller.Operator.PostAsync(
        $"{biller.Organization}/invoices/RE-2027-000001/payments",
        new JsonObject { ["amount"] = amount, ["receivedOn"] = biller.App.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

    private static string Statement(params (string Amount, string Text)[] transfers) =>
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>"
        + string.Concat(transfers.Select((transfer, index) =>
            $"<Ntry><NtryRef>{index}</NtryRef><Amt Ccy=\"EUR\">{transfer.Amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
            + "<BookgDt><Dt>2027-03-01</Dt></BookgDt>"
                + $"<NtryDtls><TxDtls><RmtInf><Ustrd>{transfer.Text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"))
        + "</Stmt></BkToCstmrStmt></Document>";

    private static async Task<JsonNode> ImportAsync(Biller biller, string statement)
    {
        using var response = await SendAsync(biller, statement);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpResponseMessage> SendAsync(Biller biller, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payment-imports");
        request.Content = new StringContent(file, Encoding.UTF8, "application/xml");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", biller.Operator.Token);
        return await biller.App.Http.SendAsync(request);
    }
}
