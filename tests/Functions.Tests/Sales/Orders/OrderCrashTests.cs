using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

public sealed class OrderCrashTests
{
    [InProcessFact]
    public Task An_order_is_confirmed_its_team_told_and_its_cancellation_too_once_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(PlayAsync, OutcomeAsync, least: 20);

    /// <summary>
    /// The mailed document, the stored one and the one named on the row are the same, wherever the process is killed around a write.
    /// </summary>
    [InProcessFact]
    public Task Around_each_write_to_the_store_the_confirmation_is_issued_and_mailed_once() => new CrashStory<string>
    {
        Prepare = async app =>
        {
            await SeededCustomer.OwnerAsync(app);
            return "";
        },
        Play = async (app, _) =>
        {
            await PlaceAsync(await app.SignInAsync(SeededCustomer.Email, "Hanna Palmer"));
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        },
        Outcome = async (app, _) =>
        {
            var owner = await app.SignInAsync(SeededCustomer.Email, "Hanna Palmer");
            var path = "/api/orders/" + SeededCustomer.Id + "-1";
            var mail = Assert.Single(
                await app.MailsAsync(SeededCustomer.Email),
                mail => mail["subject"]!.GetValue<string>().Contains("Auftragsbestätigung", StringComparison.Ordinal));
            var attached = await app.Doors.GetByteArrayAsync(
                $"/dev/mails/{mail["id"]}/attachments/Auftragsbestaetigung-{SeededCustomer.Id}-1.pdf");
            Assert.Equal(attached, await owner.DownloadAsync(path + "/confirmation"));
            return string.Join(", ", (await owner.GetAsync(path)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"]));
        },
    }.RunAsync(least: 10);

    private static async Task<Reply> PlaceAsync(User owner)
    {
        var form = Ordering.Form((Products.Hours, 2)).With("confirmation/layoutWish", "Bitte groß.");
        // The same request again, as from a client that got no answer.
        var placed = await owner.PostAsync(Ordering.Of(SeededCustomer.Id), form, "order-1");
        Assert.True(placed.Status == 202, placed.Text);
        return placed;
    }

    private static async Task PlayAsync(App app)
    {
        var owner = await SeededCustomer.OwnerAsync(app);
        var placed = await PlaceAsync(owner);
        // Long enough for every announced change that was not notified. By then the token has expired.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        owner = await SeededCustomer.OwnerAsync(app);
        var cancelled = await owner.SendAsync(HttpMethod.Post, placed.Headers.Location!.OriginalString + "/cancel");
        Assert.True(cancelled.Status == 200, cancelled.Text);
        await app.SettleAsync();
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var owner = await SeededCustomer.OwnerAsync(app);
        var order = (
            await owner.GetAsync(
                "/api/orders/" + Assert.Single(
                    (await owner.GetAsync(Ordering.Of(SeededCustomer.Id))).Json["items"]!.AsArray())!["id"])).Json;
        return new JsonArray(
            string.Join(", ", order["timeline"]!.AsArray().Select(happened => happened!["kind"])),
            string.Join(", ", (await app.MailsAsync(SeededCustomer.Email)).Select(mail => mail["subject"]!.GetValue<string>()).Order()),
            string.Join(", ", (await app.MailsAsync(Products.TeamEmail)).Select(mail => mail["subject"]!.GetValue<string>()).Order()),
            (await app.MailsAsync("sales@example.com")).Count).ToJsonString();
    }
}
