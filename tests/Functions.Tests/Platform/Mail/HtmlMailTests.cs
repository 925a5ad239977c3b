using System.Xml.Linq;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Mail;

public class HtmlMailTests
{
    private const string Awkward = "<b>Müller & \"Söhne\"</b> 'שלום'";

    [Fact]
    public void Values_are_text_wherever_they_stand()
    {
        var html = HtmlMail.Render(
            new MailContent(
                Language.German, Awkward, Awkward,
                new Greeting(Awkward), new Paragraph(Awkward), new Points(Awkward), new Facts((Awkward, Awkward)),
                new Link(Awkward, new Uri("https://portal.example.com/?a=1&b=%22%3E")), new Quote(Awkward), new Note(Awkward)),
            Awkward);

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Müller &amp; &quot;Söhne&quot;&lt;/b&gt; &#x27;שלום&#x27;", html, StringComparison.Ordinal);
        // The subject twice, the preview, the name above and below, and the values of each block.
        Assert.Equal(13, Body(html).Value.Split(Awkward).Length - 1 + Title(html).Split(Awkward).Length - 1);
        Assert.Equal("https://portal.example.com/?a=1&b=%22%3E", Assert.Single(Body(html).Descendants("a")).Attribute("href")!.Value);
    }

    [Theory]
    [InlineData(Language.German, "de")]
    [InlineData(Language.English, "en")]
    public void The_document_names_its_language(Language language, string code) =>
        Assert.Contains(
            $"<html lang=\"{code}\" dir=\"ltr\">",
            HtmlMail.Render(new MailContent(language, "s", "p", new Greeting()), "Provider"),
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var html = HtmlMail.Render(
            new MailContent(
                Language.English,
                "s",
                "https://evil.example/",
                new Paragraph("https://evil.example/"),
                new Link("Go", new Uri("https://portal.example.com/x"))),
            "Provider");

        Assert.Equal(2, html.Split("://").Length);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_take_their_own_direction_and_quotes_keep_their_lines()
    {
        var body = Body(
            HtmlMail.Render(
                new MailContent(
                    Language.German, "s", "p", new Facts(("Organisation", "شركة النور")), new Quote("eins\nzwei\nدرى")),
                "Provider"));

        Assert.Equal("auto", body.Descendants("td").Single(cell => cell.Value == "شركة النور").Attribute("dir")?.Value);
        var quote = body.Descendants("blockquote").Single();
        Assert.Equal("auto", quote.Attribute("dir")?.Value);
        Assert.Equal(2, quote.Elements("br").Count());
    }

    // The body is XML except for its line breaks. It can only be parsed if every value is escaped.
    private static XElement Body(string html) => XElement.Parse(
        html[html.IndexOf("<body", StringComparison.Ordinal)..(html.IndexOf("</body>", StringComparison.Ordinal) + 7)].Replace(
            "<br>", "<br/>", StringComparison.Ordinal));

    private static string Title(string html) =>
        XElement.Parse(html.Split('\n').Single(line => line.StartsWith("<title>", StringComparison.Ordinal))).Value;
}
