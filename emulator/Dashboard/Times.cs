using System.Globalization;

namespace Accounts.Emulator.Dashboard;

/// <summary>Formats points in time and durations for reading.</summary>
internal static class Times
{
    /// <summary>UTC, to the second: <c>2026-11-24 19:41:10</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The two largest units: <c>3 ms</c>, <c>5 s</c>, <c>1 min 30 s</c>, <c>14 days</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
            return Format($"{Math.Max(0, (long)duration.TotalMilliseconds)} ms");
        // Rounded, because a timer of five seconds fires a few milliseconds late.
        duration = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        return duration switch
        {
            { TotalMinutes: < 1 } => Format($"{duration.Seconds} s"),
            { TotalHours: < 1 } => Two(Format($"{duration.Minutes} min"), duration.Seconds, "s"),
            { TotalDays: < 1 } => Two(Format($"{duration.Hours} h"), duration.Minutes, "min"),
            _ => Two(Format($"{duration.Days} {(duration.Days == 1 ? "day" : "days")}"), duration.Hours, "h"),
        };
    }

    private static string Two(string large, int small, string unit) => small == 0 ? large : Format($"{large} {small} {unit}");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
