using System.Globalization;
using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Runs;

/// <summary>
/// A run over many accounts, and an account that pays for many others. ACCOUNTS_RUN_ACCOUNTS sets the number of accounts in the run,
/// up to 100,000. The default keeps the suite quick.
/// </summary>
public sealed class RunSizeTests
{
    private const int SubAccounts = 10_000;

    private static int Accounts { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("ACCOUNTS_RUN_ACCOUNTS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var accounts) ? accounts : 1_000;

    [InProcessFact]
    public async Task A_run_over_many_accounts_gives_each_one_invoice_and_costs_the_same_for_each()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(4_900));
        await new AccountCopies(biller.App.Host.Services.GetRequiredService<TableServiceClient>()).AddAsync(biller.Id, Accounts - 1);

        using var recording = biller.App.Store.Operations.Record();
        var run = await biller.RunAsync();
        var operations = recording.Operations.Count;

        var result = run["result"]!;
        Assert.Equal((Accounts, 0), (result["finalized"]!.GetValue<int>(), result["failed"]!.GetValue<int>()));
        var entries = await RegisterAsync(biller);
        Assert.Equal(Accounts, entries.Select(entry => entry.OrganizationId).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(1, Accounts),
            entries.Select(entry => int.Parse(entry.Number.Split('-')[^1], CultureInfo.InvariantCulture)));
        // The operations of a shard and of the daily run are shared by all accounts.
        Assert.InRange(operations / (double)Accounts, RunOperationsTests.InvoiceOfAnAccount - 1, RunOperationsTests.InvoiceOfAnAccount + 1);
    }

    [InProcessFact]
    public async Task What_an_account_pays_for_many_others_is_split_into_invoices_of_500_lines()
    {
        await using var biller = await Biller.StartAsync();
        var own = (await biller.ChargeAsync(Biller.Charge(4_900)))["id"]!.GetValue<string>();
        var charges = biller.App.Host.Services.GetRequiredService<ChargeStore>();
        var first = await charges.FindAsync(biller.Id, own, default) ?? throw new InvalidOperationException("It was just made.");
        for (var n = 1; n <= SubAccounts; n++)
        {
            var id = (1_000_000 + n).ToString(CultureInfo.InvariantCulture);
            await charges.ForwardAsync(first with { Id = $"{own}-{id}", OrganizationId = id, OrganizationName = $"Standort {n}" }, default);
        }

        await biller.RunAsync();

        var invoices = await biller.InvoicesAsync("?limit=100");
        Assert.Equal((SubAccounts + 500) / 500, invoices.Count);
        HashSet<string> sections = [];
        var net = 0L;
        foreach (var invoice in invoices)
        {
            Assert.Equal("sent", invoice["state"]!.GetValue<string>());
            var whole = (await biller.Operator.GetAsync($"{biller.Organization}/invoices/{invoice["id"]}")).Json;
            Assert.InRange(whole["sections"]!.AsArray().Sum(section => section!["lines"]!.AsArray().Count), 1, 500);
            Assert.All(
                whole["sections"]!.AsArray(), section => Assert.True(sections.Add(section!["customerNumber"]!.GetValue<string>())));
            net += invoice["net"]!.GetValue<long>();
        }

        Assert.Equal((SubAccounts + 1, 4_900L * (SubAccounts + 1)), (sections.Count, net));
    }

    private static async Task<IReadOnlyList<RegisterEntry>> RegisterAsync(Biller biller)
    {
        var register = biller.App.Host.Services.GetRequiredService<InvoiceRegister>();
        List<RegisterEntry> entries = [];
        string? after = "";
        while (after is not null)
        {
            var page = await register.ListAsync(
                DocumentKind.Invoice,
                RegisterDays.OfMonth(new DateOnly(2027, 3, 1)),
                new PageRequest(PageRequest.MaxLimit, after),
                default);
            entries.AddRange(page.Entries);
            after = page.Next;
        }

        return entries;
    }
}
