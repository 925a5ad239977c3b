using System.Globalization;

namespace Accounts.Platform.Http;

/// <summary>When a request that was refused for now can be sent again.</summary>
public static class RetryAfter
{
    /// <summary>Until the limits of the day (UTC) begin anew.</summary>
    public static TimeSpan LeftOfDay(DateTimeOffset now) => LeftOf(TimeSpan.FromDays(1), now);

    /// <summary>Until the limits of the minute begin anew.</summary>
    public static TimeSpan LeftOfMinute(DateTimeOffset now) => LeftOf(TimeSpan.FromMinutes(1), now);

    /// <summary>The header: whole seconds, never before the time has come.</summary>
    public static string Seconds(TimeSpan left) =>
        Math.Max(1, (long)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan LeftOf(TimeSpan period, DateTimeOffset now) => period - TimeSpan.FromTicks(now.UtcTicks % period.Ticks);
}
