using System.Net;
using Microsoft.DurableTask;

namespace Accounts.Tests.Dashboard;

public sealed class ProcessesPageTests : DashboardTest
{
    [Fact]
    public async Task A_process_that_waits_says_for_what_and_until_when()
    {
        await DashboardApp.DeliverAsync(Host, "parcel-1", "books");

        var page = await ReadAsync("/?page=processes&id=parcel-1");

        Assert.Contains("<dt>step</dt><dd>waiting for signature</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>since</dt><dd>2026-03-01 09:00:00</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>next at</dt>", page, StringComparison.Ordinal);
        Assert.Contains("called Pack → completed after 0 ms", page, StringComparison.Ordinal);
        Assert.Contains(
            "called Drive → failed after 0 ms: InvalidOperationException: Cannot drive books.", page, StringComparison.Ordinal);
        Assert.Contains("waited 5 s, until 2026-03-01 09:00:05", page, StringComparison.Ordinal);
        Assert.Contains("called Drive again, retry 1 → failed", page, StringComparison.Ordinal);
        Assert.Contains("Waits until 2026-03-04 09:00:05, or for an event", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_wait_came_to_is_told_and_looking_changes_nothing()
    {
        await DashboardApp.DeliverAsync(Host, "parcel-1", "books");
        await ReadAsync("/?page=processes&id=parcel-1");
        await DashboardApp.Client(Host).RaiseEventAsync("parcel-1", "Signed", "Eva");
        await Host.Clock.AdvanceAsync(TimeSpan.Zero);

        var page = await ReadAsync("/?page=processes&id=parcel-1");

        Assert.Contains("received the event Signed", page, StringComparison.Ordinal);
        Assert.Contains("set a timer of 3 days, until 2026-03-04 09:00:05 → the process ended before", page, StringComparison.Ordinal);
        Assert.Contains("completed, 10 s after the start", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Waits until", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_called_each_other_lead_to_each_other()
    {
        await DashboardApp.Client(Host).ScheduleNewOrchestrationInstanceAsync(
            nameof(DashboardApp.Tour), "books", new StartOrchestrationOptions("tour"));
        await Host.Clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        var waiting = await ReadAsync("/?page=processes&id=tour");
        await Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        var ended = await ReadAsync("/?page=processes&id=tour");

        Assert.Contains(
            "started the process Deliver → no result yet <a href=\"/?page=processes&id=tour%2F1\">", waiting, StringComparison.Ordinal);
        Assert.Contains("started the process Deliver → ended after 3 days", ended, StringComparison.Ordinal);
        Assert.Contains(
            "<dt>called by</dt><dd><a href=\"/?page=processes&id=tour\">",
            await ReadAsync("/?page=processes&id=tour%2F1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_was_stopped_says_so()
    {
        await DashboardApp.DeliverAsync(Host, "parcel-1", "books");
        await DashboardApp.Client(Host).SuspendInstanceAsync("parcel-1", "strike");
        await Host.Clock.AdvanceAsync(TimeSpan.Zero);
        var suspended = await ReadAsync("/?page=processes&id=parcel-1");
        await DashboardApp.Client(Host).TerminateInstanceAsync("parcel-1");
        await Host.Clock.AdvanceAsync(TimeSpan.Zero);
        var terminated = await ReadAsync("/?page=processes&id=parcel-1");

        Assert.Contains("suspended: strike", suspended, StringComparison.Ordinal);
        Assert.Contains(
            "set a timer of 3 days, until 2026-03-04 09:00:05 → the process ended before", terminated, StringComparison.Ordinal);
        Assert.Contains("<dd><span class=\"state off\">terminated</span></dd>", terminated, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_are_found_by_id_and_status_and_paged_newest_first()
    {
        for (var n = 0; n < 30; n++)
            await DashboardApp.DeliverAsync(Host, $"parcel-{n:00}", "books");
        await DashboardApp.Client(Host).RaiseEventAsync("parcel-07", "Signed", "Eva");
        await Host.Clock.AdvanceAsync(TimeSpan.Zero);

        var first = await ReadAsync("/?page=processes&prefix=parcel-");
        var second = await ReadAsync("/?page=processes&before=6");
        var completed = await ReadAsync("/?page=processes&status=Completed");

        Assert.True(first.IndexOf("id=parcel-29", StringComparison.Ordinal) < first.IndexOf("id=parcel-05", StringComparison.Ordinal));
        Assert.DoesNotContain("id=parcel-04", first, StringComparison.Ordinal);
        Assert.Contains("prefix=parcel-&before=6", first, StringComparison.Ordinal);
        Assert.Contains("id=parcel-04", second, StringComparison.Ordinal);
        Assert.Contains("id=parcel-07", completed, StringComparison.Ordinal);
        Assert.DoesNotContain("id=parcel-08", completed, StringComparison.Ordinal);
        Assert.Contains("No processes found.", await ReadAsync("/?page=processes&prefix=other"), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string address) => WebUtility.HtmlDecode(await PageAsync(address));
}
