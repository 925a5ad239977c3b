using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>A timer function and its next run. Not thread-safe.</summary>
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

    /// <summary>Moves on to the next occurrence, and returns the input of the run that is due.</summary>
    public string Take(DateTimeOffset now)
    {
        var pastDue = _pastDue;
        _pastDue = false;
        _last = now.UtcDateTime;
        // Runs that became due while the function ran are skipped.
        Due = _schedule.NextAfter(now);
        return Input(now, pastDue);
    }

    /// <summary>The input of a manual run. The schedule does not change.</summary>
    public string Peek(DateTimeOffset now) => Input(now, pastDue: false);

    /// <summary>Stores last and next run for the next start of the host.</summary>
    public void Remember(DateTimeOffset now) => _monitor?.Write(Function.Name, Status(now));

    private string Input(DateTimeOffset now, bool pastDue) => JsonSerializer.Serialize(new
    {
        Schedule = new { AdjustForDST = true },
        ScheduleStatus = _monitor is null ? null : Status(now),
        IsPastDue = pastDue,
    });

    private TimerStatus Status(DateTimeOffset now) => new(_last, Due.UtcDateTime, now.UtcDateTime);
}
