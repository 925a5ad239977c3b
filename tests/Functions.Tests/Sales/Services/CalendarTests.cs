using System.Text;
using Accounts.Sales.Services;
using Ical.Net.CalendarComponents;
using Calendar = Accounts.Sales.Services.Calendar;

namespace Accounts.Tests.Sales.Services;

public sealed class CalendarTests
{
    private static readonly Appointment Usual = new(
        "abc",
        new(2027, 3, 8, 9, 0, 0, TimeSpan.FromHours(1)),
        new(2027, 3, 8, 12, 30, 0, TimeSpan.FromHours(1)),
        "Europe/Berlin",
        "Berlin, Raum 5; Hof",
        null,
        App.Start,
        "u");

    [Fact]
    public void It_has_all_that_a_published_event_needs() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        PRODID:-//Customer accounts//Orders//EN
        VERSION:2.0
        BEGIN:VEVENT
        DTEND:20270308T113000Z
        DTSTAMP:20270301T110000Z
        DTSTART:20270308T080000Z
        LOCATION:Berlin\, Raum 5\; Hof
        ORGANIZER;CN=Example Hosting GmbH:mailto:service@example.com
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:Termin zum Auftrag 1234567-1
        UID:appointment-abc@example.com
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n"),
        Text(Usual));

    [Fact]
    public void Called_off_it_is_the_next_revision_of_the_same_event()
    {
        var (agreed, calledOff) = (Event(Text(Usual)), Event(Text(Usual, App.Start.AddDays(1))));

        Assert.Equal(("PUBLISH", "CANCEL"), (agreed.Calendar!.Method, calledOff.Calendar!.Method));
        Assert.Equal(
            (agreed.Uid, agreed.DtStart, agreed.DtEnd, 1, "CANCELLED"),
            (calledOff.Uid, calledOff.DtStart, calledOff.DtEnd, calledOff.Sequence, calledOff.Status));
        Assert.Equal(App.Start.AddDays(1).UtcDateTime, calledOff.DtStamp!.AsUtc);
    }

    [Fact]
    public void Signs_with_a_meaning_are_escaped() =>
        Assert.Contains(
            @"DESCRIPTION:a\\b\; c\, d\nnächste Zeile" + "\r\n",
            Text(Usual with { Remark = "a\\b; c, d\nnächste Zeile" }),
            StringComparison.Ordinal);

    [Fact]
    public void Long_lines_are_folded_within_75_octets_and_never_within_a_character()
    {
        var remark = string.Concat(Enumerable.Repeat("Größe 🙂 ", 60));

        var text = Text(Usual with { Remark = remark });

        var lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains(lines, line => Encoding.UTF8.GetByteCount(line) > 70);
        Assert.DoesNotContain('\uFFFD', text);
        Assert.Contains("DESCRIPTION:" + remark + "\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static CalendarEvent Event(string text) => Assert.Single(Assert.Single(Ical.Net.CalendarCollection.Load(text)).Events);

    private static string Text(Appointment appointment, DateTimeOffset? cancelledAt = null) =>
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(
        Calendar.Of(appointment, "Termin zum Auftrag 1234567-1", ("Example \"Hosting\" GmbH", "service@example.com"), cancelledAt));
}
