using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Tests.Tables;
using Accounts.Tests.Worker;

namespace Accounts.Tests.Host;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Timers_delays_and_timeouts_follow_virtual_time()
    {
        var clock = VirtualClock.FrozenAt(Start);
        var seen = new List<DateTimeOffset>();
        await using var timer = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        var delay = Task.Delay(TimeSpan.FromHours(4), clock);
        using var timeout = new CancellationTokenSource(TimeSpan.FromDays(40), clock);

        await clock.AdvanceAsync(TimeSpan.FromHours(5));
        await delay;

        Assert.Equal([Start.AddHours(1), Start.AddHours(3), Start.AddHours(5)], seen);
        Assert.False(timeout.IsCancellationRequested);
        await timer.DisposeAsync();
        await clock.AdvanceAsync(TimeSpan.FromDays(40));
        Assert.True(timeout.IsCancellationRequested);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Parts_are_settled_at_each_due_point_in_order()
    {
        var clock = VirtualClock.FrozenAt(Start);
        var log = new List<string>();
        var first = new Part(clock, log, "a", Start.AddDays(1), Start.AddDays(3));
        var second = new Part(clock, log, "b", Start.AddDays(2), Start.AddDays(3));
        using var one = clock.Drive(first);
        using (clock.Drive(second))
            await clock.AdvanceAsync(TimeSpan.FromDays(2));
        await clock.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(["a 2026-02-01", "b 2026-02-02", "a 2026-02-03"], log);
    }

    [Fact]
    public async Task A_running_clock_fires_in_real_time_and_keeps_its_lead()
    {
        var clock = new VirtualClock();
        var fired = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var before = clock.GetUtcNow();

        await clock.AdvanceAsync(TimeSpan.FromDays(14));

        Assert.InRange(clock.GetUtcNow() - before, TimeSpan.FromDays(14), TimeSpan.FromDays(14.1));
        var timestamp = clock.GetTimestamp();
        await clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.True(clock.GetElapsedTime(timestamp) >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_timer_without_delay_fires_though_time_stands_still()
    {
        var clock = VirtualClock.FrozenAt(Start);
        var fired = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_door_moves_the_clock()
    {
        await using var host = await WorkerApp.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(Start) });
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var moved = await http.PostAsJsonAsync("dev/clock", new { advance = "P3DT12H" });

        Assert.Equal(Start.AddDays(3.5), (await moved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("now").GetDateTimeOffset());
        Assert.Equal(Start.AddDays(3.5), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_running_clocks_lead_outlives_the_host_and_a_frozen_clock_is_not_kept()
    {
        using var folder = new TempFolder();
        var options = new EmulatorOptions { DataFolder = folder.Path };
        DateTimeOffset before;
        await using (var first = await WorkerApp.StartAsync(options))
        {
            await first.Clock.AdvanceAsync(TimeSpan.FromDays(14));
            before = first.Clock.GetUtcNow();
        }

        await using (var second = await WorkerApp.StartAsync(options))
            Assert.InRange(second.Clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromHours(1));
        await using (var frozen = await WorkerApp.StartAsync(options with { Clock = VirtualClock.FrozenAt(Start) }))
            await frozen.Clock.AdvanceAsync(TimeSpan.FromDays(100));
        await using var third = await WorkerApp.StartAsync(options);
        Assert.InRange(third.Clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_lead_that_cannot_be_read_is_told_and_holds_nothing_back()
    {
        using var folder = new TempFolder();
        var options = new EmulatorOptions { DataFolder = folder.Path };
        var file = Path.Combine(folder.Path, "clock");
        await File.WriteAllTextAsync(file, "soon");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => WorkerApp.StartAsync(options));

        Assert.StartsWith(file, refusal.Message, StringComparison.Ordinal);
        File.Delete(file);
        await using var second = await WorkerApp.StartAsync(options);
    }

    [Theory]
    [InlineData("-P1D")]
    [InlineData("3 days")]
    [InlineData("P11Y")]
    [InlineData(null)]
    public async Task The_door_refuses_what_is_no_duration_forward(string? advance)
    {
        await using var host = await WorkerApp.StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var refused = await http.PostAsJsonAsync("dev/clock", new { advance });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private sealed class Part(VirtualClock clock, List<string> log, string name, params DateTimeOffset[] due) : IVirtualTime
    {
        private readonly Queue<DateTimeOffset> _due = new(due);

        public DateTimeOffset? NextDue => _due.TryPeek(out var next) ? next : null;

        public Task SettleAsync(CancellationToken cancellationToken)
        {
            while (NextDue <= clock.GetUtcNow())
                log.Add($"{name} {_due.Dequeue():yyyy-MM-dd}");
            return Task.CompletedTask;
        }
    }
}
