using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>Formats dates for readers.</summary>
public static class MailDates
{
    // Written out, because hosts in globalization-invariant mode know only English names. Tests on other hosts would not notice.
    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly string[] FrenchMonths =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] ItalianMonths =
    [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ];

    /// <summary>
    /// The day that an instant falls on in Central Europe: <c>5. Dezember 2026</c>, <c>5 December 2026</c>, <c>5 décembre 2026</c>,
    /// <c>5 dicembre 2026</c>.
    /// </summary>
    public static string Day(DateTimeOffset instant, Language language) => LocalDay(CentralEurope.Local(instant), language);

    /// <summary>A day: <c>5. Dezember 2026</c>, <c>5 December 2026</c>.</summary>
    public static string Day(DateOnly day, Language language) =>
        LocalDay(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), language);

    /// <summary>
    /// The day and time in Central Europe, for deadlines: <c>5. Dezember 2026, 20:41 Uhr</c>, <c>5 December 2026, 20:41 CET</c>,
    /// <c>5 décembre 2026 à 20:41</c>, <c>5 dicembre 2026, ore 20:41</c>. Readers of English may live in another time zone, so the
    /// zone is named. Seconds are cut off, so that the text never promises more time than there is.
    /// </summary>
    public static string Moment(DateTimeOffset instant, Language language)
    {
        var local = CentralEurope.Local(instant);
        var moment = LocalMoment(local, language);
        return language != Language.English ? moment : $"{moment} {(CentralEurope.IsSummerTime(instant) ? "CEST" : "CET")}";
    }

    /// <summary>The day and time in another time zone. The caller must name the zone beside it.</summary>
    public static string Moment(DateTimeOffset instant, Language language, TimeZoneInfo zone) =>
        LocalMoment(TimeZoneInfo.ConvertTime(instant, zone), language);

    private static string LocalDay(DateTimeOffset local, Language language)
    {
        var (month, year) = (local.Month - 1, local.Year.ToString(CultureInfo.InvariantCulture));
        var day = local.Day.ToString(CultureInfo.InvariantCulture);
        return language switch
        {
            Language.German => $"{day}. {GermanMonths[month]} {year}",
            Language.French => $"{(local.Day == 1 ? "1er" : day)} {FrenchMonths[month]} {year}",
            Language.Italian => $"{(local.Day == 1 ? "1º" : day)} {ItalianMonths[month]} {year}",
            _ => local.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static string LocalMoment(DateTimeOffset local, Language language)
    {
        var (day, time) = (LocalDay(local, language), local.ToString("HH:mm", CultureInfo.InvariantCulture));
        return language.Pick($"{day}, {time} Uhr", $"{day}, {time}", $"{day} à {time}", $"{day}, ore {time}");
    }
}
