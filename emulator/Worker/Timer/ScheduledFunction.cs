using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>A timer function and where it stands in its schedule. Not safe for two threads at a time.</summary>
internal sealed class ScheduledFunction
{
    private readonly TimerSchedule _schedule;
    private readonly TimerMonitor? _monitor;
    private DateTime _last;
    private bool _pastDue;

    /// <exception cref="InvalidDataException">The schedule cannot be read.</exception>
    public ScheduledFunction(DiscoveredFunction function, IConfiguration configuration, TimerMonitor monitor, DateTimeOffset now)
    {
        Function = function;
        var trigger = (TimerTriggerAttribute)function.Trigger;
        try
        {
            _schedule = TimerSchedule.Parse(trigger.Schedule, configuration);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"The timer function {function.Name} cannot start: {exception.Message}", exception);
        }

        _monitor = trigger.UseMonitor ? monitor : null;
        var status = _monitor?.Read(function.Name);
        _last = status?.Last ?? default(DateTime);
        _pastDue = status is not null && status.Next < now.UtcDateTime;
        Due = _pastDue || trigger.RunOnStartup ? now : _schedule.NextAfter(now);
        if (!_pastDue)
            Remember(now);
    }

    public DiscoveredFunction Function { get; }

    public DateTimeOffset Due { get; private set; }

    /// <summary>Goes to the next occurrence and tells what the run that is due gets to see.</summary>
    public TimerInfo Take(DateTimeOffset now)
    {
        var info = new TimerInfo { IsPastDue = _pastDue };
        _pastDue = false;
        _last = now.UtcDateTime;
        // What fell due while the function ran is skipped, not made up for.
        Due = _schedule.NextAfter(now);
        info.ScheduleStatus = _monitor is null ? null : Status(now);
        return info;
    }

    /// <summary>What a run by hand gets to see; the schedule stays.</summary>
    public TimerInfo Peek(DateTimeOffset now) => new() { ScheduleStatus = _monitor is null ? null : Status(now) };

    /// <summary>Keeps last and next run for the next start.</summary>
    public void Remember(DateTimeOffset now) => _monitor?.Write(Function.Name, Status(now));

    private ScheduleStatus Status(DateTimeOffset now) =>
        new() { Last = _last, Next = Due.UtcDateTime, LastUpdated = now.UtcDateTime };
}
