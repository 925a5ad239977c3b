using System.Net;
using System.Text.RegularExpressions;
using Accounts.Emulator.Dashboard;
using Accounts.Emulator.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Dashboard;

public sealed partial class DashboardTests : DashboardTest
{
    [Fact]
    public async Task Every_page_that_can_be_reached_answers_encodes_what_isHostile_and_leads_nowhere_else()
    {
        const string Hostile = DashboardApp.Hostile;
        await DashboardApp.DeliverAsync(Host, Hostile, Hostile);
        await DashboardApp.SendAsync(Host, "eva@example.org", Hostile, $"<p>{Hostile}<a href=\"https://elsewhere.example\">away</a></p>");
        await (await DashboardApp.TableAsync(Host)).AddEntityAsync(new TableEntity("<script>p", "<script>r")
        {
            ["Document"] = $$"""{"name":"<script>"}""",
            ["Bytes"] = new byte[] { 1, 2 },
        });
        for (var n = 0; n < 60; n++)
            await DashboardApp.SendAsync(Host, $"r{n}@example.org", $"Mail {n}", "<p>Hello</p>");

        var seen = new HashSet<string> { "/" };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var address))
        {
            var page = await PageAsync(address);
            // Only the page's own script, and none of the hostile ones.
            Assert.Equal(1, Script().Count(page));
            Assert.Contains("<script src=\"/dev/dashboard/live.js\" defer></script>", page, StringComparison.Ordinal);
            foreach (var link in Links().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
            {
                Assert.True(link == "data:," || (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)), link);
                if (link.StartsWith("/?", StringComparison.Ordinal) && seen.Add(link))
                    open.Enqueue(link);
            }
        }

        // 61 mails on three pages, a process, a table with a partition, and the pages themselves.
        Assert.InRange(seen.Count, 70, 80);
    }

    [Fact]
    public async Task Nothing_but_the_page_itself_may_be_loaded_or_run()
    {
        using var answer = await Http.GetAsync(new Uri("/", UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_pages_does_not_depend_on_their_registration() =>
        Assert.Distinct(Host.Emulator.GetServices<IDashboardPage>().Select(page => page.Order));

    [Fact]
    public async Task Functions_are_grouped_by_what_starts_them()
    {
        var page = await PageAsync("/?page=functions");

        foreach (var group in (string[])["HTTP (1)", "Timers (1)", "Orchestrations (2)", "Activities (2)"])
            Assert.Contains($"<h2>{group}</h2>", page, StringComparison.Ordinal);
        Assert.Contains($"[GET] {Host.BaseAddress}api/Hello", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?page=nothing")]
    [InlineData("/?page=mails&id=none")]
    [InlineData("/?page=mails&id=00000000-0000-0000-0000-000000000001")]
    [InlineData("/?page=processes&id=nobody")]
    [InlineData("/?page=tables&table=Nothing")]
    [InlineData("/?page=tables&table=%3Cscript%3E")]
    public async Task What_does_not_exist_is_told_with_the_navigation(string address)
    {
        using var answer = await Http.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<nav ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_shown_as_it_is_received_in_a_frame_of_its_own_with_text_and_attachments()
    {
        var id = Guid.NewGuid();
        await DashboardApp.SendAsync(Host, "eva@example.org", "Willkommen", "<p style=\"color:red\">Grüße</p>", id);

        var page = await PageAsync($"/?page=mails&id={id}");

        var frame = Frame().Match(page).Groups[1].Value;
        Assert.Contains("<p style=\"color:red\">Grüße</p>", WebUtility.HtmlDecode(frame), StringComparison.Ordinal);
        Assert.Contains("<pre>Willkommen</pre>", page, StringComparison.Ordinal);
        Assert.Equal("attached", await Http.GetStringAsync(new Uri($"/dev/mails/{id}/attachments/Willkommen.txt", UriKind.Relative)));
        Assert.Contains($"\"/dev/mails/{id}/attachments/Willkommen.txt\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_are_found_by_receiver_and_paged_newest_first()
    {
        for (var n = 0; n < 30; n++)
            await DashboardApp.SendAsync(Host, $"r{n}@example.org", $"Mail {n}.", "<p>Hello</p>");

        var first = await PageAsync("/");
        var second = await PageAsync(Next(first));
        var found = await PageAsync("/?page=mails&to=R7@");

        Assert.True(first.IndexOf("Mail 29.", StringComparison.Ordinal) < first.IndexOf("Mail 5.", StringComparison.Ordinal));
        Assert.DoesNotContain("Mail 4.", first, StringComparison.Ordinal);
        Assert.Contains("Mail 4.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
        Assert.Contains("Mail 7.", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail 27.", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_is_down_is_told()
    {
        await PageAsync("/?page=tables");
        EmbeddedTables.Open(Host.DataFolder).Dispose();

        Assert.Contains("The storage does not answer", await PageAsync("/?page=tables"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_paged_partition_by_partition_with_documents_laid_out()
    {
        var table = await DashboardApp.TableAsync(Host);
        for (var n = 0; n < 30; n++)
            await table.AddEntityAsync(new TableEntity(n < 28 ? "alpha" : "beta", $"row-{n:00}") { ["Document"] = """{"name":"Köln"}""" });

        Assert.Contains("table=Things", await PageAsync("/?page=tables"), StringComparison.Ordinal);
        var first = await PageAsync("/?page=tables&table=Things");
        var second = await PageAsync(Next(first));
        var beta = await PageAsync("/?page=tables&table=Things&partition=be");

        Assert.Contains("{\n  &quot;name&quot;: &quot;K&#246;ln&quot;\n}", first, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>row-25", first, StringComparison.Ordinal);
        Assert.Contains("<b>row-25", second, StringComparison.Ordinal);
        Assert.Contains(">beta</a>", second, StringComparison.Ordinal);
        Assert.DoesNotContain("row-27", beta, StringComparison.Ordinal);
        Assert.Contains("row-28", beta, StringComparison.Ordinal);
    }

    private static string Next(string page) => WebUtility.HtmlDecode(NextLink().Match(page).Groups[1].Value);

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    [GeneratedRegex("srcdoc=\"([^\"]*)\"")]
    private static partial Regex Frame();
}
