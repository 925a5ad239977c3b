using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Sales.Orders;
using Accounts.Tests.Crashes;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Services;

/// <summary>
/// The stories begin with an order of which its team is notified. Crashes before that are in <see cref="OrderCrashTests"/>.
/// </summary>
public sealed class ServiceCrashTests
{
    private const string Path = $"/api/orders/{SeededCustomer.Id}-1";
    private const int Line = 3;

    [InProcessFact]
    public Task An_appointment_is_told_and_work_accepted_by_silence_once_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(BeSilentAsync, OutcomeAsync, least: 20);

    [InProcessFact]
    public Task Accepted_work_is_due_and_disputed_work_told_once_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(DecideAsync, OutcomeAsync, least: 20);

    private static async Task BeSilentAsync(App app)
    {
        var ops = await StartAsync(app);
        await SeededCustomer.CreateOnceAsync(ops, Path + "/appointments", Working.Appointment(), "appointment-1");
        await SeededCustomer.CreateOnceAsync(ops, Path + "/performance-records", Working.Record(Line, completes: true), "record-1");
        await app.SettleAsync();
        var ahead = App.Start + TimeSpan.FromDays(15) - app.Now;
        await app.Host.Clock.AdvanceAsync(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
    }

    private static async Task DecideAsync(App app)
    {
        var ops = await StartAsync(app);
        var owner = await SeededCustomer.OwnerAsync(app);
        foreach (var decision in (string[])["accept", "dispute"])
        {
            // All within a day, so that the Idempotency-Key alone prevents duplicates.
            var submitted = await ops.PostAsync(Path + "/performance-records", Working.Record(Line), "record-" + decision);
            Assert.True(submitted.Status == 202, submitted.Text);
            await app.SettleAsync();
            var decided = await owner
                .SendAsync(HttpMethod.Post, $"{submitted.Headers.Location}/{decision}", """{"reason":"Nein."}""")
                ;
            Assert.True(decided.Status == 200, decided.Text);
            await app.SettleAsync();
        }
    }

    private static async Task<User> StartAsync(App app)
    {
        await SeededCustomer.OwnerAsync(app);
        var orders = app.Host.Services.GetRequiredService<OrderStore>();
        var count = await orders.CountAsync(SeededCustomer.Id, default);
        if (count.Value.Orders == 0)
        {
            OrderLine[] lines = [Samples.Line(Line, quantity: 2, unitPrice: 14_000)];
            var order = Samples.Order(lines) with { PlacedAt = App.Start, Licenses = null, Services = ServiceState.Commissioned };
            await SeededCustomer.WriteAsync(app, OrderStore.Place(new(order, lines), count, Actor.System));
        }

        return await app.SignInAsync("ops@provider.example", roles: ["operator"]);
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var owner = await SeededCustomer.OwnerAsync(app);
        return new JsonArray(
            string.Join(", ", (await owner.GetAsync(Path)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"])),
            string.Join(
                ", ",
                (await owner.GetAsync(Path + "/performance-records")).Json["items"]!.AsArray()
                    .Select(record => $"{record!["state"]} {record["links"]!["pdf"] is not null}")
                    // Submitted at the same moment, they may come in either order.
                    .Order()),
            string.Join(", ", (await Working.SubjectsAsync(app, owner.Email, Path)).Order()),
            string.Join(", ", (await Working.SubjectsAsync(app, Products.TeamEmail, Path)).Order()),
            string.Join(
                ", ", (await Working.ChargesAsync(app, Path)).Select(charge => $"{charge.Description} {charge.Quantity}"))).ToJsonString();
    }
}
