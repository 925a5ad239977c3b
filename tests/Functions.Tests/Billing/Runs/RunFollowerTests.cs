using System.Text.Json.Nodes;
using Accounts.Billing.Invoices;
using Accounts.Emulator;
using Azure;
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
        var options = new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) };
        await using var app = await App.StartAsync(
            options, builder => builder.Services.Insert(0, ServiceDescriptor.Singleton<IInvoiceFollower>(failing)));
        var card = new JsonObject { ["method"] = "card", ["cardToken"] = "tok_visa" };
        await using var biller = await Biller.InAsync(app, Forms.Account().With("payment", card));
        await biller.ChargeAsync(Biller.Charge(10_000));

        var run = await biller.RunAsync();
        await biller.AdvanceAsync(TimeSpan.FromHours(6));

        Assert.Equal(0, failing.Left);
        run = (await biller.Operator.GetAsync("/api/invoice-runs/" + run["run"]!["id"])).Json;
        Assert.Equal((1, 0), (run["result"]!["finalized"]!.GetValue<int>(), run["result"]!["failed"]!.GetValue<int>()));
        Assert.Equal("paid", Assert.Single(await biller.InvoicesAsync())["state"]!.GetValue<string>());
    }

    private sealed class FailsAtFirst : IInvoiceFollower
    {
        private int _left = 3;

        public int Left => Math.Max(0, _left);

        public Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken) =>
            Interlocked.Decrement(ref _left) >= 0 ? throw new RequestFailedException(503, "Not now.") : Task.CompletedTask;
    }
}
