using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Billing.Invoices;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Billing.Runs;

/// <summary>A run whose process is killed: each charge is in one invoice, each number used once, one mail per invoice.</summary>
public sealed class RunCrashTests
{
    [InProcessFact]
    public Task A_run_ends_the_same_wherever_the_store_is_killed() => new CrashStory<string>
    {
        Prepare = async app =>
        {
            var (_, id) = await app.NewCustomerAsync();
            var ops = await app.OperatorAsync();
            foreach (var form in (JsonObject[])[Biller.Charge(10_000), Biller.Charge(500, quantity: 3).With("purchaseOrderNumber", "PO-1")])
                Assert.Equal(202, (await ops.PostAsync($"/api/organizations/{id}/charges", form)).Status);
            await app.SettleAsync();
            return id;
        },
        Play = async (app, id) =>
        {
            var ops = await app.OperatorAsync();
            await ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = id }, "run-1");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
        },
        Outcome = async (app, id) =>
        {
            var ops = await app.OperatorAsync();
            var invoices = (await ops.GetAsync($"/api/organizations/{id}/invoices")).Json["items"]!.AsArray();
            var mails = (await app.MailsAsync(Biller.InvoiceEmail)).Where(
                mail => mail["subject"]!.GetValue<string>().StartsWith("Rechnung", StringComparison.Ordinal));
            var charges = (await ops.GetAsync($"/api/organizations/{id}/charges")).Json["items"]!.AsArray();
            return new JsonArray(
                string.Join(", ", invoices.Select(invoice => $"{invoice!["number"]} {invoice["state"]}").Order()),
                string.Join(", ", invoices.Select(invoice => invoice!["gross"]!.GetValue<long>()).Order()),
                string.Join(", ", mails.Select(mail => mail["subject"]!.GetValue<string>()).Distinct().Order()),
                string.Join(", ", charges.Select(charge => charge!["state"]!.GetValue<string>()))).ToJsonString();
        },
        // With all timers: if the crash was before the run began, the daily run bills the charges.
        Options = new EmulatorOptions(),
    }.RunAsync(least: 20);
}
