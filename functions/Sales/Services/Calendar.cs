using System.Globalization;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Accounts.Sales.Services;

/// <summary>
/// Appointments as calendar files (iCalendar, RFC 5545 and 5546). Times are in UTC, so that no file needs a time zone definition.
/// </summary>
public static class Calendar
{
    // Without its line end (3.1).
    private const int MostOctets = 75;

    /// <summary>The media type of the files.</summary>
    /// <param name="isCancelled">Whether they call the appointment off.</param>
    public static string MediaType(bool isCancelled) => "text/calendar; charset=utf-8; method=" + MethodOf(isCancelled);

    /// <summary>The file, in UTF-8. The same appointment always makes the same bytes.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <param name="title">Title in calendars.</param>
    /// <param name="organizer">Name of the organizer, and the address for answers.</param>
    /// <param name="cancelledAt">When it was called off: calendars that have its UID remove it.</param>
    public static byte[] Of(
        Appointment appointment, string title, (string Name, string Email) organizer, DateTimeOffset? cancelledAt = null)
    {
        var calendar = new Ical.Net.Calendar
        {
            Method = MethodOf(cancelledAt is not null),
            ProductId = "-//Customer accounts//Orders//EN",
            Scale = "GREGORIAN",
        };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"appointment-{appointment.Id}@{organizer.Email[(organizer.Email.LastIndexOf('@') + 1)..]}",
            DtStamp = Utc(cancelledAt ?? appointment.AgreedAt),
            DtStart = Utc(appointment.Start),
            DtEnd = Utc(appointment.End),
            Summary = title,
            Location = appointment.Place,
            Description = appointment.Remark,
            Organizer = new Organizer("mailto:" + organizer.Email) { CommonName = organizer.Name },
            Status = cancelledAt is null ? "CONFIRMED" : "CANCELLED",
            // An agreed appointment does not change; calling it off is its only revision.
            Sequence = cancelledAt is null ? 0 : 1,
        });
        return Encoding.UTF8.GetBytes(Fold(new CalendarSerializer().SerializeToString(calendar)!));
    }

    private static string MethodOf(bool isCancelled) => isCancelled ? "CANCEL" : "PUBLISH";

    private static CalDateTime Utc(DateTimeOffset time) => new(time.UtcDateTime);

    // 3.1: long lines continue after a line break and a space. The library (5.2.4) also breaks inside characters beyond the basic
    // plane, such as emoji, which UTF-8 cannot represent. So its lines are joined and broken again.
    private static string Fold(string calendar)
    {
        var file = new StringBuilder();
        foreach (var line in calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > MostOctets)
                {
                    file.Append("\r\n ");
                    octets = 1;
                }

                file.Append(CultureInfo.InvariantCulture, $"{rune}");
                octets += rune.Utf8SequenceLength;
            }

            file.Append("\r\n");
        }

        return file.ToString();
    }
}
