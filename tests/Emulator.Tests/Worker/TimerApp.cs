using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Tests.Worker;

public sealed record Tick(string Function, DateTimeOffset At, bool PastDue, DateTime? Next);

public sealed class TickLog
{
    private readonly ConcurrentQueue<Tick> _ticks = new();

    public IReadOnlyList<Tick> All => [.. _ticks];

    public IEnumerable<DateTimeOffset> Of(string function) => All.Where(tick => tick.Function == function).Select(tick => tick.At);

    public void Add(Tick tick) => _ticks.Enqueue(tick);
}

public sealed class TimerFunctions(TickLog log, TimeProvider time)
{
    [Function("Nightly")]
    public void Nightly([TimerTrigger("0 30 2 * * *")] TimerInfo timer) => Note("Nightly", timer);

    [Function("Monday")]
    public void Monday([TimerTrigger("%Weekly%")] TimerInfo timer) => Note("Monday", timer);

    [Function("Often")]
    public async Task Often([TimerTrigger("06:00:00", UseMonitor = false)] TimerInfo timer)
    {
        await Task.Yield();
        Note("Often", timer);
    }

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => Note("AtStart", timer);

    [Function("Broken")]
    public void Broken([TimerTrigger("0 30 2 * * *")] TimerInfo timer) => throw new InvalidOperationException("broken");

    private void Note(string function, TimerInfo timer) =>
        log.Add(new Tick(function, time.GetUtcNow(), timer.IsPastDue, timer.ScheduleStatus?.Next));
}
