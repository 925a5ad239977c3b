using System.Text.Json.Nodes;
using Accounts.Tests.Catalog;
using Accounts.Tests.Orders;

namespace Accounts.Tests.Services;

public sealed class ServiceCrashTests
{
    [InProcessFact]
    public Task Work_is_accepted_by_silence_and_due_once_wherever_the_process_is_killed() =>
        Kills.AtEveryPointAsync(app => PlayAsync(app, null), OutcomeAsync, leastPoints: 30);

    [InProcessFact]
    public Task Work_is_accepted_and_due_once_wherever_the_process_is_killed() =>
        Kills.AtEveryPointAsync(app => PlayAsync(app, "accept"), OutcomeAsync, leastPoints: 30);

    [InProcessFact]
    public Task A_dispute_is_told_once_wherever_the_process_is_killed() =>
        Kills.AtEveryPointAsync(app => PlayAsync(app, "dispute"), OutcomeAsync, leastPoints: 30);

    [InProcessFact]
    public Task A_cancellation_is_told_once_wherever_the_process_is_killed() =>
        Kills.AtEveryPointAsync(CancelAsync, OutcomeAsync, leastPoints: 20);

    private static async Task PlayAsync(App app, string? decision)
    {
        var (owner, path) = await OrderAsync(app);
        var ops = await app.SignInAsync("ops@provider.example", roles: ["operator"]);
        var agreed = await ops.PostAsync(path + "/appointments", Working.Appointment(), "appointment-1").OrKilledAsync();
        Assert.True(agreed.Status == 202, agreed.Text);
        await app.SettleAsync();
        var submitted = await ops.PostAsync(path + "/performance-records", Working.Record(completes: true), "record-1").OrKilledAsync();
        Assert.True(submitted.Status == 202, submitted.Text);
        await app.SettleAsync();
        if (decision is not null)
        {
            var decided = await owner.SendAsync(HttpMethod.Post, $"{submitted.Headers.Location}/{decision}", """{"reason":"Nein."}""").OrKilledAsync();
            Assert.True(decided.Status == 200, decided.Text);
        }

        await AdvanceToAsync(app, TimeSpan.FromDays(15));
    }

    private static async Task CancelAsync(App app)
    {
        var (owner, path) = await OrderAsync(app);
        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, path + "/cancel").OrKilledAsync()).Status);
        await app.SettleAsync();
    }

    private static async Task<(User Owner, string Path)> OrderAsync(App app)
    {
        var (owner, id) = await OrderCrashTests.CustomerAsync(app);
        var placed = await owner.PostAsync(Ordering.Of(id), Ordering.Form((Products.Hours, 2)), "order-1").OrKilledAsync();
        Assert.True(placed.Status == 202, placed.Text);
        await AdvanceToAsync(app, TimeSpan.FromHours(1));
        return (owner, placed.Headers.Location!.OriginalString);
    }

    // The story may be played from its beginning when its time has come already.
    private static async Task AdvanceToAsync(App app, TimeSpan sinceStart)
    {
        var ahead = App.Start + sinceStart - app.Now;
        await app.Host.Clock.AdvanceAsync(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var (owner, id) = await OrderCrashTests.CustomerAsync(app);
        var path = $"/api/orders/{id}-1";
        return new JsonArray(
            string.Join(", ", (await owner.GetAsync(path)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"])),
            string.Join(", ", (await Working.SubjectsAsync(app, owner.Email, path)).Select(subject => subject.Replace(id, "", StringComparison.Ordinal)).Order()),
            string.Join(", ", (await Working.SubjectsAsync(app, Products.TeamEmail, path)).Select(subject => subject.Replace(id, "", StringComparison.Ordinal)).Order()),
            string.Join(", ", (await Working.DueAsync(app, path)).SelectMany(due => due.Items))).ToJsonString();
    }
}
