using System.Text.Json.Nodes;
using Accounts.Billing.Invoices;
using Accounts.Emulator;
using Accounts.Tests.Platform.Telemetry;
using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Runs;

/// <summary>What happens to an invoice after a run has finalized it.</summary>
public sealed class RunFollowerTests
{
    [InProcessFact]
    public async Task An_invoice_is_collected_though_what_follows_it_failed_at_first()
    {
        var failing = new FailsAtFirst();
        await using var biller = await StartAsync(failing);

        var run = await biller.RunAsync();
        await biller.AdvanceAsync(TimeSpan.FromHours(6));

        Assert.Equal(0, failing.Left);
        run = (await biller.Operator.GetAsync("/api/invoice-runs/" + run["run"]!["id"])).Json;
        Assert.Equal((1, 0), (run["result"]!["finalized"]!.GetValue<int>(), run["result"]!["failed"]!.GetValue<int>()));
        Assert.Equal("paid", Assert.Single(await biller.InvoicesAsync())["state"]!.GetValue<string>());
    }

    [InProcessTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invoice_is_mailed_and_its_process_is_found_though_what_follows_it_fails_for_a_day(bool byHand)
    {
        var failing = new FailsUntilMended();
        await using var biller = await StartAsync(failing);
        using var measured = new Measured(biller.App);
        if (byHand)
        {
            Assert.Equal(202, (await biller.Operator.PostAsync("/api/invoice-runs", new JsonObject())).Status);
            await biller.App.SettleAsync();
            var draft = $"{biller.Organization}/invoices/{Assert.Single(await biller.InvoicesAsync())["id"]}";
            Assert.Equal(202, (await biller.Operator.SendAsync(HttpMethod.Post, draft + "/finalize")).Status);
        }
        else
        {
            await biller.RunAsync();
        }

        await biller.AdvanceAsync(TimeSpan.FromHours(48));

        var invoice = Assert.Single(await biller.InvoicesAsync());
        Assert.Single(
            await biller.App.MailsAsync(Biller.InvoiceEmail),
            mail => mail["subject"]!.GetValue<string>().StartsWith("Rechnung", StringComparison.Ordinal));
        Assert.Equal(0, measured["accounts.invoices.failed"]);
        var process = FinalizationProcess.IdOf(biller.Id, invoice["id"]!.GetValue<string>());
        var stuck = (await biller.Operator.GetAsync("/api/work-items?kind=process")).Json["items"]!.AsArray();
        Assert.Equal(process, Assert.Single(stuck)!["subject"]!.GetValue<string>());

        // As docs/operations.md says: started again under its id.
        failing.IsMended = true;
        var run = new FinalizationRun(new(biller.Id, invoice["id"]!.GetValue<string>()), IsWished: true);
        await biller.App.Processes.ScheduleNewOrchestrationInstanceAsync(
            nameof(FinalizationProcess), run, new StartOrchestrationOptions(process));
        await biller.AdvanceAsync(TimeSpan.FromHours(12));
        Assert.Equal("paid", Assert.Single(await biller.InvoicesAsync())["state"]!.GetValue<string>());
        Assert.Empty((await biller.Operator.GetAsync("/api/work-items?kind=process")).Json["items"]!.AsArray());
    }

    private static async Task<Biller> StartAsync(IInvoiceFollower failing)
    {
        var options = new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) };
        var app = await App.StartAsync(
            options, builder => builder.Services.Insert(0, ServiceDescriptor.Singleton(failing)));
        var card = new JsonObject { ["method"] = "card", ["cardToken"] = "tok_visa" };
        var biller = await Biller.InAsync(app, Forms.Account().With("payment", card));
        await biller.ChargeAsync(Biller.Charge(10_000));
        return biller;
    }

    private sealed class FailsUntilMended : IInvoiceFollower
    {
        public bool IsMended { get; set; }

        public Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken) =>
            IsMended ? Task.CompletedTask : throw new RequestFailedException(503, "Not now.");
    }

    private sealed class FailsAtFirst : IInvoiceFollower
    {
        private int _left = 3;

        public int Left => Math.Max(0, _left);

        public Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken) =>
            Interlocked.Decrement(ref _left) >= 0 ? throw new RequestFailedException(503, "Not now.") : Task.CompletedTask;
    }
}
