using System.Globalization;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Mail;

public class PlainTextMailTests
{
    [Fact]
    public void A_mail_reads_from_top_to_bottom()
    {
        var text = Render(
            new Greeting("Anna Müller"),
            new Paragraph("Ihr Konto ist da."),
            new Facts(("Nummer", "1234567"), ("Organisation", "Müller & Söhne")),
            new Points("Eins", "Zwei"),
            new Link("Zum Konto", new Uri("https://portal.example.com")),
            new Quote("Erste Zeile\r\nZweite Zeile"),
            new Note("Klein."));

        Assert.Equal(
            """
            Guten Tag Anna Müller,

            Ihr Konto ist da.

            Nummer:       1234567
            Organisation: Müller & Söhne

            - Eins
            - Zwei

            Zum Konto:
            https://portal.example.com/

            > Erste Zeile
            > Zweite Zeile

            Klein.

            Mit freundlichen Grüßen
            Provider

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Theory]
    [InlineData(Language.German, "Guten Tag,\n")]
    [InlineData(Language.English, "Hello,\n")]
    public void Who_has_no_name_is_greeted_without_one(Language language, string greeting) =>
        Assert.StartsWith(
            greeting, PlainTextMail.Render(new MailContent(language, "s", "p", new Greeting()), "Provider"), StringComparison.Ordinal);

    [Fact]
    public void Lines_break_at_blanks_before_76_characters()
    {
        var words = string.Join(' ', Enumerable.Range(1, 100).Select(number => new string('ü', number % 12 + 1)));

        var lines = Render(new Paragraph(words), new Points(words), new Facts(("Label", words)), new Quote(words)).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(words, string.Join(' ', lines.TakeWhile(line => line.Length > 0)));
        Assert.All(
            lines.Where(line => line.Contains('>', StringComparison.Ordinal)),
            line => Assert.StartsWith("> ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_stay_whole_on_a_line_of_their_own()
    {
        var link = new Uri("https://portal.example.com/invitations/" + new string('a', 200));

        var lines = Render(new Link("Ansehen", link)).Split('\n');

        Assert.Contains(link.AbsoluteUri, lines);
    }

    [Fact]
    public void A_word_longer_than_a_line_is_broken_but_no_character_is()
    {
        // Each of these is one character to the eye and several code units.
        var word = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 100));

        var lines = Render(new Paragraph("vor " + word + " nach")).Split('\n').TakeWhile(line => line.Length > 0).ToArray();

        Assert.Equal("vor" + word + "nach", string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 1, 76));
        Assert.All(lines, line => Assert.False(line.StartsWith('\u200d') || char.IsLowSurrogate(line[0])));
    }

    [Theory]
    [InlineData("Firma\r\nBcc: x@example.com")]
    [InlineData("Firma\u2028Bcc: x@example.com")]
    [InlineData("Firma\u0085Bcc: x@example.com")]
    public void A_value_cannot_start_a_line(string value) =>
        Assert.Contains(
            "Firma Bcc: x@example.com",
            Render(new Paragraph(value)).Replace("  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public void An_address_in_a_value_is_no_link()
    {
        var text = Render(new Paragraph("https://evil.example lädt Sie ein"), new Quote("http://evil.example"));

        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.Contains("evil.\u200bexample lädt Sie ein", text, StringComparison.Ordinal);
    }

    private static string Render(params MailBlock[] blocks) =>
        PlainTextMail.Render(new MailContent(Language.German, "Betreff", "Vorschau", blocks), "Provider");
}
