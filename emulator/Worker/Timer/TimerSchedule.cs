using System.Globalization;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>When a timer function runs: NCRONTAB in UTC, or a constant interval.</summary>
internal sealed class TimerSchedule
{
    private readonly Func<DateTimeOffset, DateTimeOffset> _next;

    private TimerSchedule(Func<DateTimeOffset, DateTimeOffset> next) => _next = next;

    /// <summary>The first occurrence after <paramref name="instant"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => _next(instant);

    /// <param name="expression">Six fields, five (on the minute), a time span, or <c>%Setting%</c> that holds one of these.</param>
    /// <param name="configuration">Has the settings.</param>
    /// <exception cref="FormatException">The expression is none of these.</exception>
    public static TimerSchedule Parse(string expression, IConfiguration configuration)
    {
        var text = Resolve(expression, configuration);
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
            return new TimerSchedule(instant => instant + interval);

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 }) is { } cron
            ? new TimerSchedule(instant => new DateTimeOffset(cron.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero))
            : throw new FormatException($"'{text}' must be five or six NCRONTAB fields, or a time span.");
    }

    private static string Resolve(string expression, IConfiguration configuration)
    {
        if (expression is not ['%', .. var name, '%'])
            return expression;
        return configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]
            ?? throw new FormatException($"the setting '{name}' of the schedule is missing.");
    }
}
