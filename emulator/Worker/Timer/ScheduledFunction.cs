using System.Text.Json;
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
    public ScheduledFunction(LoadedFunction function, IConfiguration configuration, TimerMonitor monitor, DateTimeOffset now)
    {
        Function = function;
        try
        {
            _schedule = TimerSchedule.Parse(function.Trigger.Text("schedule") ?? "", configuration);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"The timer function {function.Name} cannot start: {exception.Message}", exception);
        }

        _monitor = function.Trigger.Truth("useMonitor") == false ? null : monitor;
        var status = _monitor?.Read(function.Name);
        _last = status?.Last ?? default(DateTime);
        _pastDue = status is not null && status.Next < now.UtcDateTime;
        Due = _pastDue || function.Trigger.Truth("runOnStartup") == true ? now : _schedule.NextAfter(now);
        if (!_pastDue)
            Remember(now);
    }

    public LoadedFunction Function { get; }

    public DateTimeOffset Due { get; private set; }

    /// <summary>Goes to the next occurrence and gives the run that is due its input.</summary>
    public string Take(DateTimeOffset now)
    {
        var pastDue = _pastDue;
        _pastDue = false;
        _last = now.UtcDateTime;
        // What fell due while the function ran is skipped, not made up for.
        Due = _schedule.NextAfter(now);
        return Input(now, pastDue);
    }

    /// <summary>The input of a run by hand; the schedule stays.</summary>
    public string Peek(DateTimeOffset now) => Input(now, pastDue: false);

    /// <summary>Keeps last and next run for the next start.</summary>
    public void Remember(DateTimeOffset now) => _monitor?.Write(Function.Name, Status(now));

    private string Input(DateTimeOffset now, bool pastDue) => JsonSerializer.Serialize(new
    {
        Schedule = new { AdjustForDST = true },
        ScheduleStatus = _monitor is null ? null : Status(now),
        IsPastDue = pastDue,
    });

    private TimerStatus Status(DateTimeOffset now) => new(_last, Due.UtcDateTime, now.UtcDateTime);
}
