using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Relations.Partners;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Relations.Partners;

/// <summary>
/// A partner's list of customers: paged, sorted by name or number, searched by either, and as quick for 10,000 as for one.
/// </summary>
public sealed class CustomerListTests
{
    [InProcessFact]
    public async Task It_is_sorted_by_name_or_number_and_searched_by_either()
    {
        await using var story = await Partnering.StartAsync();
        await SeedAsync(
            story,
            ("2000001", "Zebra GmbH"),
            ("2000002", "Ärzte am Park"),
            ("2100003", "abel & söhne"),
            ("2100004", "Abel"),
            ("3000005", "24/7 Notdienst"),
            ("3000006", "Жук ООО"),
            ("3000007", "Straße 7"));

        Assert.Equal(
            ["24/7 Notdienst", "Abel", "abel & söhne", "Ärzte am Park", "Straße 7", "Zebra GmbH", "Жук ООО"],
            await story.NamesAsync());
        Assert.Equal(["2000001", "2000002", "2100003", "2100004", "3000005", "3000006", "3000007"], await NumbersAsync("?sort=number"));
        Assert.Equal(["Abel", "abel & söhne"], await story.NamesAsync("?search=ABEL"));
        Assert.Equal(["abel & söhne"], await story.NamesAsync("?search=abel%20sohne"));
        Assert.Equal(["Straße 7"], await story.NamesAsync("?search=strasse"));
        Assert.Equal(["Жук ООО"], await story.NamesAsync("?search=%D0%B6%D1%83"));
        Assert.Equal(["2100003", "2100004"], await NumbersAsync("?search=21"));
        Assert.Equal(["2100004"], await NumbersAsync("?search=2100004"));
        Assert.Equal(["24/7 Notdienst"], await story.NamesAsync("?search=24&sort=name"));
        Assert.Empty(await story.NamesAsync("?search=xyz"));
        foreach (var query in (string[])["?sort=age", "?search=%26", "?sort=number&search=abel", "?search=" + new string('a', 121)])
            Assert.Equal(
                (400, "invalid-query"),
                (
                    (await story.Partner.GetAsync(story.Customers + query)).Status,
                    (await story.Partner.GetAsync(story.Customers + query)).Problem));

        async Task<string[]> NumbersAsync(string query) =>
            [
                .. (await story.Partner.GetAsync(story.Customers + query)).Json["items"]!
                    .AsArray()
                    .Select(line => line!["customerNumber"]!.GetValue<string>()),
            ];
    }

    [InProcessFact]
    public async Task Any_page_of_10_000_customers_takes_two_operations_and_so_does_a_search()
    {
        await using var story = await Partnering.StartAsync();
        await SeedAsync(story, [.. Enumerable.Range(0, 10_000).Select(n => ($"{2_000_000 + n}", $"Kunde {Letters(n)} GmbH"))]);
        foreach (var sort in (string[])["name", "number"])
        {
            var (cursor, pages, seen) = ("", 0, new HashSet<string>());
            do
            {
                using var recording = story.App.Store.Operations.Record();
                var page = await story.Partner.GetAsync($"{story.Customers}?sort={sort}&limit=100{cursor}");
                Assert.Equal(
                    ["Get Organizations", "QueryPage Organizations"],
                    recording.Operations.Select(operation => $"{operation.Kind} {operation.Table}"));
                Assert.All(page.Json["items"]!.AsArray(), line => Assert.True(seen.Add(line!["customerNumber"]!.GetValue<string>())));
                cursor = page.Json["nextCursor"] is { } next ? "&cursor=" + next : "";
                pages++;
            }
            while (cursor.Length > 0);
            Assert.Equal((100, 10_000), (pages, seen.Count));
        }

        foreach (var query in (string[])["?search=kunde%20g", "?search=20099", "?search=nobody"])
        {
            using var recording = story.App.Store.Operations.Record();
            await story.Partner.GetAsync(story.Customers + query);
            Assert.Equal(2, recording.Operations.Count);
        }

        // The first screen shows the first hundred and a link to the rest, for one more operation.
        await story.Partner.GetAsync("/api/me");
        using var screen = story.App.Store.Operations.Record();
        var me = (await story.Partner.GetAsync("/api/me")).Json["organizations"]!.AsArray();
        Assert.Equal((101, 2), (me.Count, screen.Operations.Count));
        Assert.Equal(story.Customers, me[0]!["links"]!["customers"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_new_name_of_either_side_follows_on_the_other()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, partnership) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "read"));
        await karl.PutAsync($"/api/organizations/{customer}/account", Forms.Account().With("company/name", "Anders AG"), "*");
        await story.Partner.PutAsync(
            $"/api/organizations/{story.PartnerId}/account", Forms.Account().With("company/name", "Partner Nord GmbH"), "*");
        await story.App.SettleAsync();

        Assert.Equal(["Anders AG"], await story.NamesAsync());
        Assert.Empty(await story.NamesAsync("?search=kunde"));
        Assert.Equal("Anders AG", (await story.ShowAsync(partnership)).Json["name"]!.GetValue<string>());
        Assert.Equal("Partner Nord GmbH", (await story.PartnerOfAsync(karl, customer))["name"]!.GetValue<string>());
        await story.ReadAsync(story.Partner, customer, "projects");
        Assert.Equal(
            "Partner Nord GmbH", (await Partnering.AuditAsync(karl, customer))[0]["actor"]!["onBehalfOf"]!["name"]!.GetValue<string>());
    }

    private static string Letters(int number) =>
        string.Concat(number.ToString("D5", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));

    private static async Task SeedAsync(Partnering story, params (string Number, string Name)[] customers)
    {
        var table = story.App.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        foreach (var chunk in customers.Chunk(50))
        {
            var change = new ChangeSet(story.PartnerId);
            foreach (var (number, name) in chunk)
            {
                var entry = new CustomerEntry(Ids.New(App.Start), number, name, CustomerState.Active, [new DateOnly(2028, 1, 1)]);
                foreach (var key in entry.RowKeys)
                    change.Add(key, entry);
            }

            Assert.Null(await table.TryWriteAsync(change.Writes, default));
        }
    }
}
