using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>Dates as people read them.</summary>
public static class MailDates
{
    // Written out here: hosts in globalization-invariant mode know English names only, and no test would notice elsewhere.
    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    /// <summary>The day that an instant falls on in Central Europe: <c>5. Dezember 2026</c>, <c>5 December 2026</c>.</summary>
    public static string Day(DateTimeOffset instant, Language language) => LocalDay(CentralEurope.Local(instant), language);

    /// <summary>A day: <c>5. Dezember 2026</c>, <c>5 December 2026</c>.</summary>
    public static string Day(DateOnly day, Language language) =>
        LocalDay(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), language);

    /// <summary>
    /// The day with the time in Central Europe, for what ends: <c>5. Dezember 2026, 20:41 Uhr</c>, <c>5 December 2026, 20:41 CET</c>.
    /// Who reads English may live by other clocks, so it says whose these are. Seconds are left out, so that it never promises
    /// more time than there is.
    /// </summary>
    public static string Moment(DateTimeOffset instant, Language language)
    {
        var local = CentralEurope.Local(instant);
        var moment = LocalMoment(local, language);
        return language == Language.German ? moment : $"{moment} {(CentralEurope.IsSummerTime(instant) ? "CEST" : "CET")}";
    }

    /// <summary>The day with the time as clocks show it in another time zone, which is named beside it.</summary>
    public static string Moment(DateTimeOffset instant, Language language, TimeZoneInfo zone) =>
        LocalMoment(TimeZoneInfo.ConvertTime(instant, zone), language);

    private static string LocalDay(DateTimeOffset local, Language language) => language == Language.German
        ? string.Create(CultureInfo.InvariantCulture, $"{local.Day}. {GermanMonths[local.Month - 1]} {local.Year}")
        : local.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string LocalMoment(DateTimeOffset local, Language language)
    {
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return language == Language.German ? $"{LocalDay(local, language)}, {time} Uhr" : $"{LocalDay(local, language)}, {time}";
    }
}
