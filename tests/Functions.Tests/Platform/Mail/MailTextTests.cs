using Accounts.Platform.Mail;

namespace Accounts.Tests.Platform.Mail;

public class MailTextTests
{
    [Theory]
    [InlineData("www.evil.example", "www.|evil.|example")]
    [InlineData("evil.example/login", "evil.|example/login")]
    [InlineData("Siehe evil.example.", "Siehe evil.|example.")]
    [InlineData("https://evil.example", "https:|//evil.|example")]
    [InlineData("//evil", "//evil")]
    [InlineData("müller.example", "müller.|example")]
    [InlineData("10.0.0.1/x", "10.|0.|0.|1/x")]
    [InlineData("10.0/x 10.evil.example", "10.|0/x 10.|evil.|example")]
    [InlineData("evil\uff0eexample", "evil\uff0e|example")]
    [InlineData(@"\\evil\share", @"\|\evil\share")]
    [InlineData("anna@evil.example/login", "anna@evil.|example/login")]
    [InlineData("evil.example/@a.de", "evil.|example/@a.|de")]
    [InlineData("www.evil.example@a.de", "www.|evil.|example@a.|de")]
    public void Web_addresses_get_invisible_breaks(string text, string expected) =>
        Assert.Equal(expected, MailText.Line(text).Replace('\u200b', '|'));

    [Theory]
    [InlineData("St. Gallen")]
    [InlineData("Dr. A. Müller & Co. KG")]
    [InlineData("5. Dezember 2026, 20:41 Uhr")]
    [InlineData("1,234.50 EUR, 1’234.50 CHF; -8.1 %")]
    [InlineData("Ende.")]
    [InlineData("Moment ... bitte")]
    [InlineData("anna.müller@müller-söhne.example")]
    [InlineData("Schreiben Sie an (anna.b@mail.example), bitte.")]
    [InlineData("anna.b+x@mail.example hat abgelehnt")]
    public void Other_texts_stay_as_they_are(string text) => Assert.Equal(text, MailText.Line(text));
}
