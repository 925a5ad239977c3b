using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Billing.Invoices;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Billing.Reports;

/// <summary>Reports after a crash during the writes: every document and every open item is there once.</summary>
public sealed class ReportCrashTests
{
    [InProcessFact]
    public Task Reports_are_the_same_wherever_the_store_is_killed() => new CrashStory<string>
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
            // The same user each time, because an Idempotency-Key is valid for one caller.
            var ops = await OperatorAsync(app);
            await ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = id }, "run-1");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
            var whole = await NumberAsync(app, id, gross: 11_900);
            var part = await NumberAsync(app, id, gross: 1_785);
            ops = await OperatorAsync(app);
            var invoices = $"/api/organizations/{id}/invoices";
            var payment = new JsonObject { ["amount"] = 1_785, ["receivedOn"] = "2027-03-01" };
            await ops.PostAsync($"{invoices}/{part}/payments", payment, "payment-1");
            var lines = new JsonArray(new JsonObject { ["line"] = 1, ["net"] = 1_000 });
            var cancelled = new JsonObject { ["reason"] = "A", ["lines"] = lines };
            await ops.PostAsync($"{invoices}/{whole}/cancel", cancelled, "cancel-1");
            var back = payment.DeepClone().AsObject().With("amount", -1_000);
            await ops.PostAsync($"{invoices}/{part}/payments", back, "payment-2");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
        },
        Outcome = async (app, _) =>
        {
            var ops = await app.OperatorAsync();
            var csv = (await ops.GetAsync("/api/billing/exports/accounting?month=2027-03")).Text;
            List<string> lines = [.. csv.Split("\r\n").Skip(1).Where(line => line.Length > 0)];
            var open = (await ops.GetAsync("/api/billing/reports/open-items")).Json["items"]!.AsArray();
            var sums = (await ops.GetAsync("/api/billing/reports/vat?month=2027-03")).Json["sums"]!;
            return new JsonArray(
                // Which of the two has the first number is random, and so are customer numbers.
                string.Join(", ", lines.Select(line => $"{line[..2]} {line.Split(',')[17]}").Order()),
                string.Join(", ", lines.Select(line => line.Split(',')[0]).Order()),
                string.Join(", ", open.Select(item => item!["open"]!.GetValue<long>()).Order()),
                sums.DeepClone()).ToJsonString();
        },
        // With all timers: if the crash was before the run began, the daily run bills the charges.
        Options = new EmulatorOptions(),
    }.RunAsync(least: 30);

    private static Task<User> OperatorAsync(App app) => app.SignInAsync("olga@example.com", roles: ["operator"]);

    private static async Task<string> NumberAsync(App app, string id, long gross)
    {
        var invoices = (await (await app.OperatorAsync()).GetAsync($"/api/organizations/{id}/invoices")).Json["items"]!.AsArray();
        return invoices.Single(invoice => invoice!["gross"]!.GetValue<long>() == gross)!["number"]!.GetValue<string>();
    }
}
