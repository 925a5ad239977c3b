using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Billing;
using Accounts.Tests.Crashes;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Extranet;

/// <summary>Invoices and cancellations whose process is killed: a budget counts each once, and each share is mailed once.</summary>
public sealed class BudgetCrashTests
{
    [InProcessFact]
    public Task Use_and_mails_are_the_same_wherever_the_store_is_killed() => new CrashStory<Begun>
    {
        Prepare = async app =>
        {
            var (owner, id) = await Ordering.CustomerAsync(app);
            var order = (await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 10)))).Split('/')[^1];
            var ops = await app.OperatorAsync();
            var extranet = $"/api/organizations/{id}/extranet";
            Assert.Equal(200, (await owner.PutAsync(extranet, new JsonObject { ["enabled"] = true }, "*")).Status);
            var budget = await ops.PostAsync(extranet + "/budgets", BudgetTests.Form(order, amount: 100_000));
            var charge = Biller.Charge(40_000, quantity: 2).With("orderId", order);
            Assert.Equal(202, (await ops.PostAsync($"/api/organizations/{id}/charges", charge)).Status);
            await app.SettleAsync();
            return new(id, owner.Email, budget.Headers.Location!.OriginalString);
        },
        Play = async (app, begun) =>
        {
            var invoices = $"/api/organizations/{begun.Id}/invoices";
            await (await OperatorAsync(app))
                .PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = begun.Id }, "run");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
            var ops = await OperatorAsync(app);
            var invoice = (await ops.GetAsync(invoices)).Json["items"]!.AsArray()
                .Single(one => one!["kind"]!.GetValue<string>() == "invoice")!;
            var lines = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 1 });
            var form = new JsonObject { ["reason"] = "Zu viel", ["lines"] = lines };
            await ops.PostAsync($"{invoices}/{invoice["number"]}/cancel", form, "cancel");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        },
        Outcome = async (app, begun) =>
        {
            var budget = (await (await OperatorAsync(app)).GetAsync(begun.Budget)).Json;
            var mails = (await app.MailsAsync(begun.Email)).Select(mail => mail["subject"]!.GetValue<string>())
                .Where(subject => subject.StartsWith("Budget", StringComparison.Ordinal))
                .Order();
            return $"{budget["used"]} {budget["budget"]!["alerts"]!.ToJsonString()} {string.Join(", ", mails)}";
        },
        // With all timers: if the crash was before the run began, the daily run bills the charges.
        Options = new EmulatorOptions(),
    }.RunAsync(least: 30);

    private static Task<User> OperatorAsync(App app) => app.SignInAsync("ops@provider.example", roles: ["operator"]);

    private sealed record Begun(string Id, string Email, string Budget);
}
