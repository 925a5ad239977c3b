using System.Text.Json.Nodes;
using Accounts.Customers.Search;

namespace Accounts.Tests.Customers.Search;

/// <summary>Operators find accounts by number, name and address, always in their current state.</summary>
public sealed class FindOrganizationsTests
{
    [InProcessFact]
    public async Task An_account_is_found_by_its_number_any_word_of_its_name_and_a_whole_address()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        await app.NewCustomerAsync(Forms.Account().With("company/name", "Telemann & Söhne OHG").With("invoiceEmail", App.NewEmail()));
        var ops = await app.OperatorAsync();
        foreach (var q in new[] { id, id[..3], "palmer", "Palmer Tele", "telefonbau", owner.Email, owner.Email.ToUpperInvariant() })
            Assert.Equal([id], (await FindAsync(ops, q)).Where(found => found == id));
        Assert.Equal(2, (await FindAsync(ops, "tele")).Count);
        Assert.Single(await FindAsync(ops, "söhne OHG"));
        Assert.Empty(await FindAsync(ops, "nobody@example.com"));
        Assert.Empty(await FindAsync(ops, "lmer"));
        Assert.Equal(2, (await ops.GetAsync("/api/organizations")).Json["items"]!.AsArray().Count);
        var hit = (await ops.GetAsync("/api/organizations?q=" + id)).Json["items"]![0]!;
        Assert.Equal(
            (id, "Palmer Telefonbau GmbH", "München", "DE", "/api/organizations/" + id),
            (Text(hit, "customerNumber"), Text(hit, "name"), Text(hit, "city"), Text(hit, "country"), Text(hit["links"]!, "organization")));

        Assert.Equal(403, (await owner.GetAsync("/api/organizations?q=" + id)).Status);
        foreach (var q in new[] { "", "p", "%26%26", "hanna@", new string('a', 121) })
            Assert.Equal(400, (await ops.GetAsync("/api/organizations?q=" + q)).Status);
    }

    [InProcessFact]
    public async Task What_changes_is_found_as_it_is_now()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var (ops, old, mailbox) = (await app.OperatorAsync(), App.NewEmail("alt"), App.NewEmail("neu"));
        var organization = "/api/organizations/" + id;
        var contact = new JsonObject { ["group"] = "support", ["email"] = old, ["language"] = "de" };
        var made = (await owner.PostAsync(organization + "/contacts", contact)).Headers.Location!.OriginalString;
        await app.SettleAsync();
        Assert.Equal([id], await FindAsync(ops, old));

        Assert.Equal(200, (await owner.PutAsync(made, contact.With("email", mailbox), "*")).Status);
        Assert.Equal(
            200, (await owner.PutAsync(organization + "/account", Forms.Account().With("company/name", "Zwölfender AG"), "*")).Status);
        await app.SettleAsync();
        Assert.Empty(await FindAsync(ops, old));
        Assert.Equal([id], await FindAsync(ops, mailbox));
        Assert.Empty(await FindAsync(ops, "telefonbau"));
        Assert.Equal([id], await FindAsync(ops, "zwolfender"));
        Assert.Equal("Zwölfender AG", Text((await ops.GetAsync("/api/organizations?q=" + id)).Json["items"]![0]!, "name"));

        Assert.Equal(204, (await owner.DeleteAsync(made)).Status);
        await app.SettleAsync();
        Assert.Empty(await FindAsync(ops, mailbox));
    }

    [InProcessFact]
    public async Task A_process_that_died_before_it_followed_does_so_later()
    {
        await using var app = await App.StartAsync(App.With(("Emulator:RunProcesses", "false")));
        var (owner, id) = await app.NewCustomerAsync();
        var ops = await app.OperatorAsync();
        // Nothing is found while no process runs. Once the search rows are updated, however often, they show what is written.
        Assert.Empty(await FindAsync(ops, id));
        var search = (OrganizationSearch)app.Host.Services.GetService(typeof(OrganizationSearch))!;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => search.FollowAsync(id, default)));
        Assert.Equal([id], await FindAsync(ops, owner.Email));
        Assert.Equal([id], await FindAsync(ops, "palmer"));
    }

    [InProcessFact]
    public async Task Pages_lead_through_all_that_is_found()
    {
        await using var app = await App.StartAsync();
        for (var n = 0; n < 5; n++)
            await app.NewCustomerAsync(Forms.Account().With("company/name", $"Müller {n} GmbH"));
        var ops = await app.OperatorAsync();
        List<string> names = [];
        string? cursor = null;
        do
        {
            var page = (await ops.GetAsync("/api/organizations?q=muller&limit=2" + (cursor is null ? "" : "&cursor=" + cursor))).Json;
            names.AddRange(page["items"]!.AsArray().Select(item => Text(item!, "name")));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 5).Select(n => $"Müller {n} GmbH"), names);
    }

    [Fact]
    public void A_name_is_found_by_its_words_and_shown_once()
    {
        var hit = new SearchHit("1234567", "Palmer & Palmer", "München", "DE");
        var query = SearchQuery.From("palm");
        Assert.True(query.Succeeded(out var found, out _));
        Assert.Single(
            hit.EntriesWith([]),
            key => key.StartsWith(found.Kind + found.Begin, StringComparison.Ordinal) && found.IsFirst(key, hit));
        Assert.DoesNotContain(hit.EntriesWith(["hanna@example.com"]), key => key.Contains("hanna", StringComparison.Ordinal));
    }

    private static async Task<List<string>> FindAsync(User ops, string q)
    {
        var found = await ops.GetAsync("/api/organizations?q=" + Uri.EscapeDataString(q));
        Assert.True(found.Status == 200, found.Text);
        return [.. found.Json["items"]!.AsArray().Select(item => Text(item!, "id"))];
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
