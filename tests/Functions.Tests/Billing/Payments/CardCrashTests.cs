using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Billing.Payments;

/// <summary>A card that is charged and partly refunded while the process is killed: each amount is booked and recorded once.</summary>
public sealed class CardCrashTests
{
    [InProcessFact]
    public Task A_card_is_charged_and_refunded_once_wherever_the_store_is_killed() => new CrashStory<string>
    {
        Prepare = async app =>
        {
            var card = new JsonObject { ["method"] = "card", ["cardToken"] = "tok_visa" };
            var (_, id) = await app.NewCustomerAsync(Forms.Account().With("payment", card));
            var ops = await app.OperatorAsync();
            Assert.Equal(202, (await ops.PostAsync($"/api/organizations/{id}/charges", Biller.Charge(10_000))).Status);
            await app.SettleAsync();
            Assert.Equal(202, (await ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = id })).Status);
            await app.SettleAsync();
            return id;
        },
        Play = async (app, id) =>
        {
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
            // The same user each time, because an Idempotency-Key is valid for one caller.
            var ops = await app.SignInAsync("olga@example.com", roles: ["operator"]);
            var lines = new JsonArray(new JsonObject { ["line"] = 1, ["net"] = 1_000 });
            var cancelled = new JsonObject { ["reason"] = "Nachlass", ["lines"] = lines };
            await ops.PostAsync($"/api/organizations/{id}/invoices/RE-2027-000001/cancel", cancelled, "cancel-1");
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(4));
        },
        Outcome = async (app, id) =>
        {
            var booked = await app.Doors.GetFromJsonAsync<JsonArray>("/dev/neighbours/payment-provider/charges");
            var shown = await (await app.OperatorAsync()).GetAsync($"/api/organizations/{id}/invoices/RE-2027-000001");
            return new JsonArray(
                string.Join(", ", booked!.Select(booking => booking!["amount"]!.GetValue<long>())),
                string.Join(", ", shown.Json["payments"]!.AsArray().Select(payment => payment!["amount"]!.GetValue<long>())),
                shown.Json["invoice"]!["open"]!.GetValue<long>()).ToJsonString();
        },
    }.RunAsync(least: 20);
}
