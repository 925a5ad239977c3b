using System.Globalization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Relations.SubAccounts;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>The overview: the main account, then page by page its sub-accounts.</summary>
public sealed class OverviewTests
{
    private const int Many = 10_000;

    private static readonly string[] Cities = ["Köln", "Berlin", "Zürich", "Ödenburg", "Ulm"];

    [InProcessFact]
    public async Task It_begins_with_the_main_account_and_shows_what_the_document_shows()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app, "Zentrale AG");
        var page = await main.Owner.GetAsync(main.SubAccounts);
        var first = page.Json["mainAccount"]!;
        Assert.Equal(main.Id, first["customerNumber"]!.GetValue<string>());
        Assert.Equal("Zentrale AG", first["name"]!.GetValue<string>());
        Assert.Equal("Palmer", first["contact"]!["lastName"]!.GetValue<string>());
        Assert.Equal("Brückenstr.", first["address"]!["street"]!.GetValue<string>());
        Assert.Equal("https://portal.example.com/organizations/" + main.Id, first["dashboard"]!.GetValue<string>());
        Assert.Empty(page.Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task It_is_sorted_by_name_or_number_and_searched_by_either()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        Seed(
            app,
            main.Id,
            (4000001, "Müller GmbH", "Zoë", "Groß"),
            (4000002, "Österreich AG", "Max", "Müller"),
            (5000001, "muller & Söhne", "Ute", "Muller"),
            (4100000, "Zeta", "Åse", "Ärger"));

        Assert.Equal(["4000001", "5000001", "4000002", "4100000"], await Locations.NumbersAsync(main));
        Assert.Equal(["4000001", "4000002", "4100000", "5000001"], await Locations.NumbersAsync(main, "?sort=number"));
        // By the company, and by both names of the person. Each account appears once, even if several of its names match.
        Assert.Equal(["4000001", "4000002", "5000001"], await Locations.NumbersAsync(main, "?search=MUL"));
        Assert.Equal(["4000002"], await Locations.NumbersAsync(main, "?search=%C3%B6ster"));
        Assert.Equal(["4100000"], await Locations.NumbersAsync(main, "?search=arg"));
        Assert.Equal(["4000001"], await Locations.NumbersAsync(main, "?search=gross%20zoe"));
        Assert.Equal(["4000001", "4000002"], await Locations.NumbersAsync(main, "?search=4000"));
        Assert.Empty(await Locations.NumbersAsync(main, "?search=%C3%B6sterreicher"));
        foreach (var query in new[] { "?sort=city", "?sort=number&search=mu", "?search=%26", "?limit=0", "?cursor=%3F" })
            Assert.Equal("invalid-query", (await main.Owner.GetAsync(main.SubAccounts + query)).Problem);
    }

    [InProcessTheory]
    [InlineData("", Many)]
    [InlineData("&sort=number", Many)]
    [InlineData("&search=standort", Many)]
    [InlineData("&search=4000", 1000)]
    public async Task With_10_000_sub_accounts_every_page_takes_the_same_number_of_operations(string query, int expected)
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        Seed(
            app,
            main.Id,
            [
                .. Enumerable.Range(0, Many).Select(
                    n => (4_000_000 + n, $"Standort {Cities[n % Cities.Length]} {n:D5}", "Standort", $"Leitung {n:D5}")),
            ]);
        HashSet<string> seen = [];
        var cursor = "";
        do
        {
            using var recording = app.Store.Operations.Record();
            var page = await main.Owner.GetAsync($"{main.SubAccounts}?limit=100{query}{cursor}");
            Assert.Equal("Get, Get, QueryPage", string.Join(", ", recording.Operations.Select(operation => operation.Kind)));
            Assert.All(page.Json["items"]!.AsArray(), item => Assert.True(seen.Add(item!["customerNumber"]!.GetValue<string>())));
            cursor = page.Json["nextCursor"] is { } next ? "&cursor=" + next.GetValue<string>() : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(expected, seen.Count);

        // The first screen shows the first hundred, with a link to all.
        await main.Owner.GetAsync("/api/me");
        using var me = app.Store.Operations.Record();
        var organizations = (await main.Owner.GetAsync("/api/me")).Json["organizations"]!.AsArray();
        Assert.Equal(101, organizations.Count);
        Assert.Equal(main.SubAccounts, organizations[0]!["links"]!["subAccounts"]!.GetValue<string>());
        Assert.Equal("QueryPage, QueryPage", string.Join(", ", me.Operations.Select(operation => operation.Kind)));
    }

    /// <summary>Puts sub-accounts into the list, as linking writes them.</summary>
    private static void Seed(App app, string mainId, params (int Number, string Name, string First, string Last)[] accounts)
    {
        var tables = app.Host.Services.GetRequiredService<TableServiceClient>();
        var table = tables.GetTableClient(Tables.Organizations);
        foreach (var chunk in accounts.Chunk(20))
        {
            var change = new ChangeSet(mainId);
            foreach (var account in chunk)
            {
                var listed = new SubAccount
                {
                    Id = account.Number.ToString(CultureInfo.InvariantCulture),
                    LinkId = "seeded",
                    Name = account.Name,
                    Contact = new PersonName(account.First, account.Last),
                    Address = new Address("Weg", "1", "50667", "Köln", "DE"),
                    State = OrganizationState.Active,
                    Since = App.Start,
                    Version = 1,
                };
                SubAccountStore.List(change, before: null, listed);
            }

            Assert.Null(table.TryWriteAsync(change.Writes, default).GetAwaiter().GetResult());
        }

        var organization = table.FindAsync<Organization>(mainId, OrganizationKeys.Organization, default).GetAwaiter().GetResult()!;
        table
            .UpsertEntityAsync(Rows.Row(mainId, OrganizationKeys.Organization, organization.Value with { IsMainAccount = true }))
            .GetAwaiter()
            .GetResult();
        var members = app.Host.Services.GetRequiredService<Accounts.Customers.Members.MemberStore>();
        foreach (var member in members.ListAsync(mainId, new PageRequest(100, ""), default).GetAwaiter().GetResult().Items)
            members.SyncMembershipAsync(mainId, member.Value.UserId, default).GetAwaiter().GetResult();
    }
}
