namespace Accounts.Platform.Values;

/// <summary>The days of Germany, Austria and Switzerland, which share their time.</summary>
public static class CentralEurope
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>What clocks show there.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>Whether it is summer time there (CEST, UTC+2) rather than CET (UTC+1).</summary>
    public static bool IsSummerTime(DateTimeOffset instant) => Zone.IsDaylightSavingTime(instant);

    /// <summary>The day that it is there.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>When a day begins there. Clocks are never changed at midnight.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
