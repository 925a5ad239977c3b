using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.Billing.Payments;

namespace Accounts.Tests.Billing.Payments;

/// <summary>Transfers that name no invoice: matched by sender and exact amount if only one invoice fits, else left to operators.</summary>
public sealed class TransferMatchingTests
{
    private const string Iban = "DE02120300000000202051";

    [Theory]
    [InlineData("Müller & Söhne GmbH", "MUELLER UND SOEHNE GMBH", true)]
    [InlineData("Müller & Söhne GmbH", "Mueller+Soehne  G.m.b.H.", true)]
    [InlineData("Straße AG", "STRASSE AG", true)]
    [InlineData("Müller GmbH", "Möller GmbH", false)]
    [InlineData("Müller GmbH", "Müller GmbH & Co. KG", false)]
    public void Names_are_the_same_when_all_letters_are(string one, string other, bool same) =>
        Assert.Equal(same, DebtorName.Of(one) == DebtorName.Of(other));

    [InProcessFact]
    public async Task The_company_and_the_exact_amount_find_the_one_invoice_and_money_moves_once()
    {
        await using var biller = await Biller.StartAsync(Named("Fernmelde Über GmbH"));
        await InvoiceAsync(biller, 10_000);
        const string Name = "FERNMELDE UEBER GMBH";
        var file = Statement(("1", "119.00", "Danke", Name, null), ("2", "118.99", "Danke", Name, null));

        var first = await ImportAsync(biller, file);
        // Another invoice of the same amount is open now. This transfer must not pay it as well.
        await InvoiceAsync(biller, 10_000);
        var again = await ImportAsync(biller, file);

        var matched = Assert.Single(first["matched"]!.AsArray())!;
        Assert.Equal(("RE-2027-000001", 0), (matched["number"]!.GetValue<string>(), matched["open"]!.GetValue<int>()));
        Assert.Equal(first["matched"]!.ToJsonString(), again["matched"]!.ToJsonString());
        var left = Assert.Single(first["unmatched"]!.AsArray())!;
        Assert.Equal("otherAmount", left["reason"]!.GetValue<string>());
        // Both invoices are of the same day, and the list has no fixed order within a day.
        Assert.Equal([0, 11_900], (await biller.InvoicesAsync()).Select(invoice => invoice["open"]!.GetValue<int>()).Order());
    }

    [InProcessFact]
    public async Task A_bank_account_that_paid_before_is_known_and_two_that_fit_are_candidates()
    {
        await using var biller = await Biller.StartAsync();
        await InvoiceAsync(biller, 10_000);
        await ImportAsync(biller, Statement(("1", "119.00", "RE-2027-000001", "Eine Bank", Iban)));
        await InvoiceAsync(biller, 20_000);
        await InvoiceAsync(biller, 20_000);
        await InvoiceAsync(biller, 30_000);
        var file = Statement(
            ("2", "357.00", "", "Ganz anders", Iban), ("3", "238.00", "", "Ganz anders", Iban), ("4", "238.00", "", "Fremd", null));

        var first = await ImportAsync(biller, file);
        Assert.Equal(["RE-2027-000004"], first["matched"]!.AsArray().Select(one => one!["number"]!.GetValue<string>()));
        Assert.Equal(["severalInvoices", "noNumber"], first["unmatched"]!.AsArray().Select(one => one!["reason"]!.GetValue<string>()));
        Assert.Equal(
            ["RE-2027-000002", "RE-2027-000003"],
            first["unmatched"]![0]!["candidates"]!.AsArray().Select(one => one!["number"]!.GetValue<string>()).Order());

        // An operator records the payment on one of the two. Now only the other one fits, but it must get nothing.
        var payment = new JsonObject { ["amount"] = 23_800, ["receivedOn"] = "2027-03-01" };
        Assert.Equal(201, (await biller.Operator.PostAsync($"{biller.Organization}/invoices/RE-2027-000002/payments", payment)).Status);
        var again = await ImportAsync(biller, file);
        Assert.Equal("leftBefore", again["unmatched"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal(first["matched"]!.ToJsonString(), again["matched"]!.ToJsonString());
        var open = (await biller.Operator.GetAsync("/api/billing/reports/open-items")).Json["items"]!.AsArray();
        Assert.Equal("RE-2027-000003", Assert.Single(open)!["number"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Two_accounts_of_one_name_with_the_same_amount_are_never_guessed()
    {
        await using var biller = await Biller.StartAsync(Named("Doppelt GmbH"));
        var (_, other) = await biller.App.NewCustomerAsync(Named("Doppelt GmbH"));
        await biller.ChargeAsync(Biller.Charge(10_000), other);
        await InvoiceAsync(biller, 10_000);

        var imported = await ImportAsync(biller, Statement(("1", "119.00", "", "Doppelt GmbH", null)));
        var left = Assert.Single(imported["unmatched"]!.AsArray())!;
        Assert.Equal("severalInvoices", left["reason"]!.GetValue<string>());
        Assert.Equal(2, left["candidates"]!.AsArray().Select(one => one!["organizationId"]!.GetValue<string>()).Distinct().Count());
    }

    [InProcessFact]
    public async Task Transfers_of_a_batch_are_recorded_with_their_own_amounts_and_left_to_people_without()
    {
        await using var biller = await Biller.StartAsync();
        await InvoiceAsync(biller, 10_000);
        await InvoiceAsync(biller, 20_000);
        const string One = "<RmtInf><Ustrd>RE-2027-000001</Ustrd></RmtInf>";
        const string Two = "<RmtInf><Ustrd>RE-2027-000002</Ustrd></RmtInf>";
        const string Amount = "<Amt Ccy=\"EUR\">119.00</Amt>";

        string[] withoutAmounts =
        [
            $"<TxDtls>{One}</TxDtls><TxDtls>{Two}</TxDtls>",
            $"<TxDtls>{Amount}{One}</TxDtls><TxDtls>{Two}</TxDtls>",
            $"<Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls>{One}</TxDtls>",
            "<Btch><NbOfTxs>2</NbOfTxs></Btch>",
        ];
        foreach (var details in withoutAmounts)
        {
            var imported = await ImportAsync(biller, Batch(details));
            Assert.Empty(imported["matched"]!.AsArray());
            var left = Assert.Single(imported["unmatched"]!.AsArray())!;
            Assert.Equal(("incompleteBatch", 35_700), (left["reason"]!.GetValue<string>(), left["amount"]!.GetValue<int>()));
        }

        var own = $"<AmtDtls><TxAmt>{Amount.Replace("119", "238", StringComparison.Ordinal)}</TxAmt></AmtDtls>";
        var whole = await ImportAsync(biller, Batch($"<TxDtls>{Amount}{One}</TxDtls><TxDtls>{own}{Two}</TxDtls>"));
        Assert.Equal([11_900, 23_800], whole["matched"]!.AsArray().Select(one => one!["amount"]!.GetValue<int>()));
        Assert.All(await biller.InvoicesAsync(), invoice => Assert.Equal("paid", invoice["state"]!.GetValue<string>()));
    }

    private static string Batch(string details) =>
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Ntry><NtryRef>1</NtryRef>"
        + "<Amt Ccy=\"EUR\">357.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt>"
        + $"<NtryDtls>{details}</NtryDtls><AddtlNtryInf>RE-2027-000001</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>";

    private static JsonObject Named(string company) => Forms.Account().With("company/name", company);

    private static async Task InvoiceAsync(Biller biller, long net)
    {
        await biller.ChargeAsync(Biller.Charge(net));
        await biller.RunAsync();
    }

    private static string Statement(params (string Id, string Amount, string Text, string Name, string? Iban)[] transfers) =>
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>"
        + string.Concat(transfers.Select(transfer =>
            $"<Ntry><NtryRef>{transfer.Id}</NtryRef><Amt Ccy=\"EUR\">{transfer.Amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                + $"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt>"
                + $"<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{transfer.Name}</Nm></Pty></Dbtr>"
                + (transfer.Iban is null ? "" : $"<DbtrAcct><Id><IBAN>{transfer.Iban}</IBAN></Id></DbtrAcct>")
                + $"</RltdPties><RmtInf><Ustrd>{transfer.Text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"))
        + "</Stmt></BkToCstmrStmt></Document>";

    private static async Task<JsonNode> ImportAsync(Biller biller, string statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payment-imports");
        request.Content = new StringContent(statement, Encoding.UTF8, "application/xml");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", biller.Operator.Token);
        using var response = await biller.App.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
