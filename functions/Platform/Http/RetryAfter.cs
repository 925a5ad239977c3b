using System.Globalization;

namespace Accounts.Platform.Http;

/// <summary>The time after which a refused request can be sent again.</summary>
public static class RetryAfter
{
    /// <summary>The time until the limits of the day (UTC) are reset.</summary>
    public static TimeSpan LeftOfDay(DateTimeOffset now) => LeftOf(TimeSpan.FromDays(1), now);

    /// <summary>The time until the limits of the minute are reset.</summary>
    public static TimeSpan LeftOfMinute(DateTimeOffset now) => LeftOf(TimeSpan.FromMinutes(1), now);

    /// <summary>The value of the header: whole seconds, rounded up, at least 1.</summary>
    public static string Seconds(TimeSpan left) =>
        Math.Max(1, (long)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan LeftOf(TimeSpan period, DateTimeOffset now) => period - TimeSpan.FromTicks(now.UtcTicks % period.Ticks);
}
