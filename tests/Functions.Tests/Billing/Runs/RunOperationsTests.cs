using System.Text.Json.Nodes;
using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Emulator;
using Accounts.Tests.Sales.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Runs;

/// <summary>Storage operations of an invoice (draft, checks, number, documents, mail). They are the same for each invoice.</summary>
public sealed class RunOperationsTests
{
    /// <summary>For an account with one charge, in a run over all accounts, in a shard that has other accounts too.</summary>
    public const int InvoiceOfAnAccount = 30;

    [InProcessFact]
    public async Task Each_step_of_an_invoice_has_its_price()
    {
        await using var app = await App.StartAsync(App.With(("Emulator:RunProcesses", "false")));
        await Products.PutAllAsync(app);
        var (_, id) = await app.NewCustomerAsync();
        Assert.Equal(202, (await (await app.OperatorAsync()).PostAsync($"/api/organizations/{id}/charges", Biller.Charge(10_000))).Status);
        var services = app.Host.Services;
        var run = new DraftingRun("run", new DateOnly(2027, 3, 1));

        var draft = await CountAsync(app, () => services.GetRequiredService<Drafting>().DraftAsync(id, run, default));
        var invoice = new InvoiceRef(id, Assert.Single(await services.GetRequiredService<InvoiceStore>().OfRunAsync(id, run, default)).Id);
        var finalize = await CountAsync(
            app, () => services.GetRequiredService<Finalization>().FinalizeAsync([invoice], isWished: false, default));
        var mail = await CountAsync(app, () => services.GetRequiredService<InvoiceMailing>().MailAsync(invoice, isGivenUp: false, default));

        Assert.Equal((6, 17, 6), (draft, finalize, mail));
    }

    [InProcessFact]
    public async Task Each_further_account_costs_the_same()
    {
        await using var app = await App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        await Products.PutAllAsync(app);
        // The daily run ends before the run of this test.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        var few = await CountRunAsync(app, accounts: 2);
        var more = await CountRunAsync(app, accounts: 5);
        Assert.Equal(InvoiceOfAnAccount * 3, more - few);
    }

    private static async Task<int> CountRunAsync(App app, int accounts)
    {
        var @operator = await app.OperatorAsync();
        for (var n = 0; n < accounts;)
        {
            var (_, id) = await app.NewCustomerAsync();
            // Each further shard costs operations, and customer numbers are random: all accounts must be in one shard.
            if (ChargeKeys.ShardOf(id) != 0)
                continue;
            var charged = await @operator.PostAsync($"/api/organizations/{id}/charges", Biller.Charge(10_000));
            Assert.Equal(202, charged.Status);
            n++;
        }

        await app.SettleAsync();
        return await CountAsync(app, async () =>
        {
            var started = await @operator.PostAsync("/api/invoice-runs", new JsonObject());
            Assert.True(started.Status == 202, started.Text);
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
            await app.SettleAsync();
        });
    }

    private static async Task<int> CountAsync(App app, Func<Task> act)
    {
        using var recording = app.Store.Operations.Record();
        await act();
        return recording.Operations.Count;
    }
}
