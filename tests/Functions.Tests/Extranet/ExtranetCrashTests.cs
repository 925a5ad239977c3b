using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Sales.Orders;
using Accounts.Tests.Crashes;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Orders;
using Accounts.Tests.Sales.Services;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Extranet;

/// <summary>Wherever the process is killed: sales is notified once, a report is mailed once, and each share of a budget once.</summary>
public sealed class ExtranetCrashTests
{
    private const string Order = $"/api/orders/{SeededCustomer.Id}-1";
    private const string Extranet = $"/api/organizations/{SeededCustomer.Id}/extranet";
    private const int Line = 3;

    [InProcessFact]
    public Task Everything_is_told_once_and_counted_once_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(PlayAsync, OutcomeAsync, least: 20);

    private static async Task PlayAsync(App app)
    {
        var owner = await SeededCustomer.OwnerAsync(app);
        var ops = await app.SignInAsync("ops@provider.example", roles: ["operator"]);
        var orders = app.Host.Services.GetRequiredService<OrderStore>();
        var count = await orders.CountAsync(SeededCustomer.Id, default);
        if (count.Value.Orders == 0)
        {
            OrderLine[] lines = [Samples.Line(Line, quantity: 2, unitPrice: 14_000)];
            var order = Samples.Order(lines) with { PlacedAt = App.Start, Licenses = null, Services = ServiceState.Commissioned };
            await SeededCustomer.WriteAsync(app, OrderStore.Place(new(order, lines), count, Actor.System));
        }

        await OkAsync(owner.PutAsync(Extranet, new JsonObject { ["enabled"] = true }, "*"));
        await app.SettleAsync();
        await OkAsync(owner.PutAsync(Extranet + "/notifications", new JsonObject { ["reports"] = true, ["budgets"] = true }, "*"));
        await OkAsync(ops.PostAsync(Extranet + "/reports", Area.Report(), "report"));
        await OkAsync(ops.PostAsync(Extranet + "/budgets", BudgetTests.Form(Order, hours: 4), "budget"));
        var submitted = await OkAsync(ops.PostAsync(Order + "/performance-records", Working.Record(Line), "record"));
        await app.SettleAsync();
        await OkAsync(owner.SendAsync(HttpMethod.Post, submitted.Headers.Location + "/accept"));
        await app.SettleAsync();
    }

    private static async Task<Reply> OkAsync(Task<Reply> request)
    {
        var reply = await request;
        Assert.True(reply.Status < 300, reply.Text);
        return reply;
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var owner = await SeededCustomer.OwnerAsync(app);
        var budget = Assert.Single((await owner.GetAsync(Extranet + "/budgets")).Json["items"]!.AsArray())!;
        var mails = (await app.MailsAsync(owner.Email))
            .Concat(await app.MailsAsync(Area.Sales))
            .Select(mail => mail["subject"]!.GetValue<string>());
        return new JsonArray(
            (await owner.GetAsync(budget["links"]!["self"]!.GetValue<string>())).Json["used"]!.ToString(),
            budget["alerts"]!.ToJsonString(),
            (await owner.GetAsync(Extranet + "/reports")).Json["items"]!.AsArray().Count,
            // Mails of invoices and orders do not belong to the extranet.
            string.Join(", ", mails.Where(subject => subject.Split(' ')[0] is "Budget" or "Extranet" or "Neuer").Order())).ToJsonString();
    }
}
