using System.Text.Json.Nodes;
using Accounts.Tests.Catalog;

namespace Accounts.Tests.Orders;

public sealed class OrderCrashTests
{
    private const string Hanna = "hanna@palmer.example";

    [InProcessFact]
    public Task An_order_is_placed_and_confirmed_once_wherever_the_process_is_killed() =>
        Kills.AtEveryPointAsync(PlayAsync, OutcomeAsync, leastPoints: 15);

    private static async Task PlayAsync(App app)
    {
        var (owner, id) = await CustomerAsync(app);
        var form = Ordering.Form((Products.Hours, 2)).With("confirmation/layoutWish", "Bitte groß.");
        var placed = await owner.PostAsync(Ordering.Of(id), form, "order-1").OrKilledAsync();
        Assert.True(placed.Status == 202, placed.Text);
        await app.SettleAsync();
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var (owner, id) = await CustomerAsync(app);
        var order = (await owner.GetAsync("/api/orders/" + Assert.Single((await owner.GetAsync(Ordering.Of(id))).Json["items"]!.AsArray())!["id"])).Json;
        return new JsonArray(
            string.Join(", ", order["timeline"]!.AsArray().Select(happened => happened!["kind"])),
            string.Join(", ", (await app.MailsAsync(Hanna)).Select(mail => mail["subject"]!.GetValue<string>().Replace(id, "", StringComparison.Ordinal)).Order()),
            (await app.MailsAsync(Products.TeamEmail)).Count,
            (await app.MailsAsync("sales@example.com")).Count).ToJsonString();
    }

    /// <summary>The same customer whenever the story is played.</summary>
    internal static async Task<(User Owner, string OrganizationId)> CustomerAsync(App app)
    {
        var ops = await app.OperatorAsync();
        await ops.PutAsync("/api/catalog/" + Products.Hours, Products.Service(), ifMatch: null).OrKilledAsync();
        var owner = await app.SignInAsync(Hanna, "Hanna Palmer");
        var created = await owner.PostAsync("/api/accounts", Forms.Account(), "account-1").OrKilledAsync();
        Assert.True(created.Status == 201, created.Text);
        await app.SettleAsync();
        return (owner, created.Json["id"]!.GetValue<string>());
    }
}
