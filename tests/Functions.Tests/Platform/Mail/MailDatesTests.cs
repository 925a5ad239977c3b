using System.Globalization;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Mail;

public class MailDatesTests
{
    [Theory]
    [InlineData("2026-12-05T12:00:00Z", "5. Dezember 2026", "5 December 2026", "5 décembre 2026", "5 dicembre 2026")]
    [InlineData("2027-03-01T00:00:00Z", "1. März 2027", "1 March 2027", "1er mars 2027", "1º marzo 2027")]
    public void Dates_follow_the_language(string instant, params string[] days) =>
        Assert.Equal(days, Enum.GetValues<Language>().Select(language => Day(instant, language)));

    [Fact]
    public void So_do_moments() => Assert.Equal(
        ["5. Dezember 2026, 20:41 Uhr", "5 December 2026, 20:41 CET", "5 décembre 2026 à 20:41", "5 dicembre 2026, ore 20:41"],
        Enum.GetValues<Language>().Select(
            language => MailDates.Moment(new DateTimeOffset(2026, 12, 5, 19, 41, 59, TimeSpan.Zero), language)));

    [Theory]
    [InlineData("2026-12-31T22:59:59Z", "31. Dezember 2026")]
    [InlineData("2026-12-31T23:00:00Z", "1. Januar 2027")]
    [InlineData("2026-06-30T21:59:59Z", "30. Juni 2026")]
    [InlineData("2026-06-30T22:00:00Z", "1. Juli 2026")]
    public void A_day_begins_at_midnight_of_Central_Europe(string instant, string day) => Assert.Equal(day, Day(instant, Language.German));

    [Theory]
    [InlineData("2026-12-05T19:41:59Z", "5. Dezember 2026, 20:41 Uhr", "5 December 2026, 20:41 CET")]
    [InlineData("2026-12-31T23:30:00Z", "1. Januar 2027, 00:30 Uhr", "1 January 2027, 00:30 CET")]
    // Summer time begins and ends at 01:00 UTC.
    [InlineData("2027-03-28T00:59:00Z", "28. März 2027, 01:59 Uhr", "28 March 2027, 01:59 CET")]
    [InlineData("2027-03-28T01:00:00Z", "28. März 2027, 03:00 Uhr", "28 March 2027, 03:00 CEST")]
    [InlineData("2027-10-31T00:59:00Z", "31. Oktober 2027, 02:59 Uhr", "31 October 2027, 02:59 CEST")]
    [InlineData("2027-10-31T01:00:00Z", "31. Oktober 2027, 02:00 Uhr", "31 October 2027, 02:00 CET")]
    public void A_moment_has_the_time_of_Central_Europe(string instant, string german, string english)
    {
        var moment = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Assert.Equal(german, MailDates.Moment(moment, Language.German));
        Assert.Equal(english, MailDates.Moment(moment, Language.English));
    }

    [Theory]
    [InlineData(Language.German, "Januar Februar März April Mai Juni Juli August September Oktober November Dezember")]
    [InlineData(Language.French, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre")]
    [InlineData(Language.Italian, "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")]
    public void All_months_have_their_names(Language language, string names)
    {
        var months = Enumerable.Range(1, 12).Select(
            month => MailDates.Day(new DateTimeOffset(2026, month, 15, 12, 0, 0, TimeSpan.Zero), language).Split(' ')[1]);

        Assert.Equal(names.Split(' '), months);
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("5. Dezember 2026", Day("2026-12-05T12:00:00Z", Language.German));
            Assert.Equal("5 December 2026", Day("2026-12-05T12:00:00Z", Language.English));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Day(string instant, Language language) =>
        MailDates.Day(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), language);
}
