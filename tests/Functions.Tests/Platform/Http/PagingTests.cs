using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Platform.Http;

public sealed class PagingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task Cursors_lead_over_all_pages_in_the_order_of_creation()
    {
        var (owner, projects) = await WithProjectsAsync(7);
        string[] inOrder = [.. Enumerable.Range(0, 7).Select(i => $"Projekt {i}")];
        // Another host can make two within a millisecond. Their order is then unknown, but the same on all pages.
        if (App.RunningHost is not null)
            inOrder = [.. (await owner.GetAsync(projects)).Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>())];
        foreach (var (limit, pages) in new[] { (1, 7), (2, 4), (3, 3), (6, 2), (7, 1), (100, 1) })
        {
            List<string> names = [];
            var read = 0;
            string? cursor = null;
            do
            {
                var page = await owner.GetAsync($"{projects}?limit={limit}" + (cursor is null ? "" : "&cursor=" + cursor));
                var items = page.Json["items"]!.AsArray();
                Assert.InRange(items.Count, 1, limit);
                names.AddRange(items.Select(item => item!["name"]!.GetValue<string>()));
                cursor = page.Json["nextCursor"]?.GetValue<string>();
                read++;
            }
            while (cursor is not null);

            Assert.Equal(pages, read);
            Assert.Equal(inOrder, names);
        }
    }

    [Fact]
    public async Task What_is_made_between_two_pages_shifts_none_of_them()
    {
        var (owner, projects) = await WithProjectsAsync(3);
        var first = await owner.GetAsync(projects + "?limit=2");
        await owner.PostAsync(projects, new JsonObject { ["name"] = "Projekt 3" });
        var second = await owner.GetAsync($"{projects}?limit=2&cursor={first.Json["nextCursor"]}");
        Assert.Equal(["Projekt 2", "Projekt 3"], second.Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_page_has_fifty_entries_when_nothing_else_is_said()
    {
        var (owner, projects) = await WithProjectsAsync(51);
        var page = await owner.GetAsync(projects);
        Assert.Equal(50, page.Json["items"]!.AsArray().Count);
        Assert.NotNull(page.Json["nextCursor"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.0", "limit")]
    [InlineData("limit=%201", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("cursor=", "cursor")]
    [InlineData("cursor=%C3%A4", "cursor")]
    [InlineData("cursor=a", "cursor")]
    [InlineData("cursor=a%2Bb%3D", "cursor")]
    [InlineData("cursor=_____w", "cursor")] // no text
    [InlineData("cursor=Lw", "cursor")] // a slash
    [InlineData("cursor=AAAA", "cursor")] // control characters
    [InlineData("cursor=QUFB&cursor=QUFB", "cursor")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        foreach (var list in new[] { "projects", "contacts", "members" })
        {
            var reply = await owner.GetAsync($"/api/organizations/{id}/{list}?{query}");
            Assert.Equal(400, reply.Status);
            Assert.Equal("invalid-query", reply.Problem);
            Assert.Equal(parameter, reply.Json["parameter"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_cursor_of_too_many_characters_is_refused()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        Assert.Equal(400, (await owner.GetAsync($"/api/organizations/{id}/projects?cursor={new string('A', 501)}")).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("zzzz")]
    [InlineData("~")]
    [InlineData("' or PartitionKey gt '")]
    [InlineData(":")]
    [InlineData("account")]
    public async Task A_made_up_cursor_leads_to_nothing_but_the_list_itself(string after)
    {
        var (owner, projects) = await WithProjectsAsync(2);
        var page = await owner.GetAsync($"{projects}?cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(after))}");
        Assert.Equal(200, page.Status);
        Assert.All(
            page.Json["items"]!.AsArray(),
            item => Assert.StartsWith("Projekt", item!["name"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cursor_of_another_organization_shows_nothing_of_it()
    {
        var (_, others) = await WithProjectsAsync(3);
        var (hanna, hers) = await WithProjectsAsync(3);
        var (maxi, theirs) = await WithProjectsAsync(3);
        var cursor = (await hanna.GetAsync(hers + "?limit=1")).Json["nextCursor"]!.GetValue<string>();
        var page = await maxi.GetAsync($"{theirs}?limit=100&cursor={cursor}");
        var own = (await maxi.GetAsync(theirs)).Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
        Assert.Subset(own.ToHashSet(), page.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ToHashSet());
        Assert.NotEqual(others, theirs);
    }

    private async Task<(User Owner, string Projects)> WithProjectsAsync(int count)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var projects = $"/api/organizations/{id}/projects";
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(201, (await owner.PostAsync(projects, new JsonObject { ["name"] = $"Projekt {i}" })).Status);
            if (App.RunningHost is null)
                await _app.Host.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        }

        return (owner, projects);
    }
}
