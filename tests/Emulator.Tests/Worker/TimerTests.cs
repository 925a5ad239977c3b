using System.Net;
using Accounts.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Worker;

public sealed class TimerTests
{
    // A Sunday.
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Timers_run_at_their_instants_of_virtual_time()
    {
        await using var host = await StartAsync();
        var log = host.Services.GetRequiredService<TickLog>();

        await host.Clock.AdvanceAsync(TimeSpan.FromDays(2));

        var nights = new[] { Start.AddHours(14.5), Start.AddHours(38.5) };
        Assert.Equal(nights, log.Of("Nightly"));
        Assert.Equal([Start.AddHours(20)], log.Of("Monday"));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => Start.AddHours(6 * n)), log.Of("Often"));
        Assert.Equal([Start], log.Of("AtStart"));
        Assert.Equal(Start.AddDays(2), host.Clock.GetUtcNow());
        Assert.Equal(Start.AddHours(38.5).UtcDateTime, log.All.First(tick => tick.Function == "Nightly").Next);
        Assert.All(log.All.Where(tick => tick.Function == "Often"), tick => Assert.Null(tick.Next));
    }

    [Fact]
    public async Task A_run_that_was_missed_is_made_up_for_once_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("timers-");
        try
        {
            await using (var first = await StartAsync(folder: folder.FullName))
                await first.Clock.AdvanceAsync(TimeSpan.FromHours(1));

            var later = VirtualClock.FrozenAt(Start.AddDays(5));
            await using var second = await StartAsync(later, folder.FullName);
            await second.Clock.AdvanceAsync(TimeSpan.Zero);

            var nightly = Assert.Single(second.Services.GetRequiredService<TickLog>().All, tick => tick.Function == "Nightly");
            Assert.True(nightly.PastDue);
            Assert.Equal(Start.AddDays(5), nightly.At);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_timer_can_be_run_by_hand()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("dev/timers/nightly", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("dev/timers/nobody", null)).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await http.PostAsync("dev/timers/broken", null)).StatusCode);

        Assert.Equal([Start], host.Services.GetRequiredService<TickLog>().Of("Nightly"));
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("0 61 * * * *")]
    [InlineData(null)]
    public async Task A_schedule_that_cannot_be_read_stops_the_start(string? schedule)
    {
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(weekly: schedule));

        Assert.Contains("Monday", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobs.Nightly.Disabled", "true", 0)]
    [InlineData("AzureWebJobs:Nightly:Disabled", "1", 0)]
    [InlineData("AzureWebJobs.Nightly.Disabled", "false", 1)]
    public async Task A_timer_that_the_settings_disable_never_runs(string setting, string value, int runs)
    {
        await using var host = await StartAsync(further: (setting, value));

        await host.Clock.AdvanceAsync(TimeSpan.FromDays(1));

        var log = host.Services.GetRequiredService<TickLog>();
        Assert.Equal(runs, log.Of("Nightly").Count());
        Assert.Equal(4, log.Of("Often").Count());
    }

    private static Task<EmulatorHost> StartAsync(
        VirtualClock? clock = null,
        string? folder = null,
        string? weekly = "0 0 8 * * MON",
        (string Name, string Value) further = default) =>
        WorkerApp.StartAsync(new EmulatorOptions
        {
            Clock = clock ?? VirtualClock.FrozenAt(Start),
            DataFolder = folder,
            Settings = new Dictionary<string, string?> { ["Weekly"] = weekly, [further.Name ?? "None"] = further.Value },
        }, typeof(TimerFunctions));
}
