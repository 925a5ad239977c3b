using System.Globalization;
using System.Text;

namespace Accounts.Sales.Services;

/// <summary>Appointments as calendar files (iCalendar, RFC 5545). Times are in UTC, so that no file has to explain a time zone.</summary>
public static class Calendar
{
    /// <summary>Of the files.</summary>
    public const string MediaType = "text/calendar; charset=utf-8; method=PUBLISH";

    // Without its line end (3.1).
    private const int MostOctets = 75;

    /// <summary>The file, in UTF-8. The same appointment always makes the same bytes.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <param name="title">What calendars show.</param>
    /// <param name="organizer">Name of who invites.</param>
    /// <param name="email">Its address, to which answers go.</param>
    public static byte[] Of(Appointment appointment, string title, string organizer, string email)
    {
        var file = new StringBuilder();
        string?[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Customer accounts//Orders//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:appointment-{appointment.Id}@{email[(email.LastIndexOf('@') + 1)..]}",
            "DTSTAMP:" + Utc(appointment.AgreedAt),
            "DTSTART:" + Utc(appointment.Start),
            "DTEND:" + Utc(appointment.End),
            "SUMMARY:" + Escape(title),
            "LOCATION:" + Escape(appointment.Place),
            appointment.Remark is null ? null : "DESCRIPTION:" + Escape(appointment.Remark),
            $"ORGANIZER;CN=\"{organizer.Replace('"', '\'')}\":mailto:{email}",
            "STATUS:CONFIRMED",
            "SEQUENCE:0",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        foreach (var line in lines.OfType<string>())
            Fold(file, line);
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // 3.3.11
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // 3.1: long lines go on after a line end and a blank, never within a character.
    private static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
