using System.Text.Json.Nodes;
using Accounts.Emulator.Tables;

namespace Accounts.Tests.Billing.Invoices;

/// <summary>Drafts that have taken a number while their documents could not be stored.</summary>
public sealed class FrozenDraftTests
{
    [InProcessFact]
    public async Task A_draft_whose_documents_a_run_could_not_store_is_finalized_by_hand_under_the_same_number()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        biller.App.Store.Faults.BeBusy(int.MaxValue, operation => operation.Kind == StorageOperationKind.PutBlob);
        var run = await biller.RunAsync();
        await biller.AdvanceAsync(TimeSpan.FromHours(30));

        Assert.Equal((0, 1), (run["result"]!["finalized"]!.GetValue<int>(), run["result"]!["failed"]!.GetValue<int>()));
        var problems = await biller.Operator.GetAsync($"/api/invoice-runs/{run["run"]!["id"]}/problems");
        var problem = Assert.Single(problems.Json["items"]!.AsArray())!;
        Assert.Equal("finalizationFailed", problem["reason"]!.GetValue<string>());
        Assert.Contains("POST …/finalize", problem["text"]!.GetValue<string>(), StringComparison.Ordinal);
        biller.App.Store.Faults.Clear();
        await biller.ChargeAsync(Biller.Charge(5_000));
        await biller.RunAsync();

        var draft = $"{biller.Organization}/invoices/{problem["invoiceId"]}";
        Assert.Equal("not-a-draft", (await biller.Operator.SendAsync(HttpMethod.Delete, draft)).Problem);
        Assert.Equal(202, (await biller.Operator.SendAsync(HttpMethod.Post, draft + "/finalize")).Status);
        await biller.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(
            ["5000 RE-2027-000002 sent", "10000 RE-2027-000001 sent"],
            (await biller.InvoicesAsync()).OrderBy(invoice => invoice["net"]!.GetValue<long>())
                .Select(invoice => $"{invoice["net"]} {invoice["number"]} {invoice["state"]}"));
        Assert.Equal("not-a-draft", (await biller.Operator.SendAsync(HttpMethod.Post, draft + "/finalize")).Problem);
    }

    [InProcessFact]
    public async Task A_cancellation_whose_documents_could_not_be_stored_is_finalized_by_hand_as_what_it_is()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        biller.App.Store.Faults.BeBusy(int.MaxValue, operation => operation.Kind == StorageOperationKind.PutBlob);
        var cancelled = await biller.Operator.PostAsync(
            $"{biller.Organization}/invoices/RE-2027-000001/cancel", new JsonObject { ["reason"] = "Doppelt berechnet" });
        Assert.Equal(201, cancelled.Status);
        await biller.AdvanceAsync(TimeSpan.FromHours(30));

        biller.App.Store.Faults.Clear();
        var draft = $"{biller.Organization}/invoices/{cancelled.Json["id"]}";
        Assert.Equal("cancellation draft -10000 ", await ShownAsync());
        Assert.Equal(202, (await biller.Operator.SendAsync(HttpMethod.Post, draft + "/finalize")).Status);
        await biller.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("cancellation sent -10000 ST-2027-000001", await ShownAsync());

        async Task<string> ShownAsync()
        {
            var shown = (await biller.Operator.GetAsync(draft)).Json["invoice"]!;
            return $"{shown["kind"]} {shown["state"]} {shown["net"]} {shown["number"]}";
        }
    }
}
