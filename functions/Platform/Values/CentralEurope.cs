namespace Accounts.Platform.Values;

/// <summary>Days and local time in Germany, Austria and Switzerland, which share a time zone.</summary>
public static class CentralEurope
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The local time there.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>Whether it is summer time there (CEST, UTC+2) rather than CET (UTC+1).</summary>
    public static bool IsSummerTime(DateTimeOffset instant) => Zone.IsDaylightSavingTime(instant);

    /// <summary>The local day there.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>When a day begins there. Midnight is unambiguous, because clocks never change at midnight.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
