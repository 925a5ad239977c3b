using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Billing.Runs;

/// <summary>What an invoice costs at the storage, all of it: draft, checks, number, documents, mail, collection. The same for each.</summary>
public sealed class RunOperationsTests
{
    /// <summary>Of an account with one charge, by the daily run.</summary>
    public const int InvoiceOfAnAccount = 31;

    [InProcessFact]
    public async Task Each_further_account_costs_the_same()
    {
        await using var app = await App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        await Products.PutAllAsync(app);
        var few = await CountAsync(app, accounts: 3);
        var more = await CountAsync(app, accounts: 9);
        Assert.Equal(InvoiceOfAnAccount, (more - few) / 6.0, tolerance: 2.0);
    }

    private static async Task<int> CountAsync(App app, int accounts)
    {
        for (var n = 0; n < accounts; n++)
        {
            var (_, id) = await app.NewCustomerAsync();
            var charged = await (await app.OperatorAsync()).PostAsync($"/api/organizations/{id}/charges", Biller.Charge(10_000));
            Assert.Equal(202, charged.Status);
        }

        await app.SettleAsync();
        using var recording = app.Store.Operations.Record();
        // Until the run of the next day is over.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        return recording.Operations.Count;
    }
}
