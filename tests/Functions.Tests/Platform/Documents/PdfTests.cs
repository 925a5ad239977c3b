using System.Text;
using System.Text.RegularExpressions;
using Accounts.Platform.Documents;
using Accounts.Platform.Fonts;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using UglyToad.PdfPig;

namespace Accounts.Tests.Platform.Documents;

public sealed class PdfTests
{
    [Fact]
    public void The_same_order_makes_the_same_bytes_also_at_the_same_time()
    {
        var file = Render(20);

        Assert.All(Enumerable.Range(0, 32).AsParallel().Select(_ => Render(20)), other => Assert.Equal(file, other));
        Assert.NotEqual(file, Render(21));
    }

    [Fact]
    public void All_fonts_are_embedded_in_part()
    {
        var file = Render(200);

        Assert.Equal(2, Regex.Count(Encoding.Latin1.GetString(file), "/FontFile2 "));
        // Two complete fonts would be 0.6 MB, and far more than this even when compressed.
        Assert.InRange(file.Length, 10_000, 250_000);
    }

    [Theory]
    [InlineData("ÄÖÜäöüßẞ€–·„“ éèêçñøåæœłžčřőșțđħŋğİışĳ")]
    [InlineData("Ελληνικά Αθήνα ΑΩΔι µ Жук ООО Київ Їжак")]
    [InlineData("Trần Thị Hương, Nguyễn, Å Ω Đặng")]
    [InlineData("W\u0304 q\u0301 x\u0323\u0302 – letters with accents of their own")]
    [InlineData("fi ffl 1/2 1st -> 0123456789 ½ ⅓ ①")]
    [InlineData("IBAN\u00A0DE02 12\u201103 \U0001F130")]
    public void Text_is_copied_as_it_was_written(string text)
    {
        Assert.Null(DocumentFonts.Current.FirstNotShown(text));

        Assert.Contains(text, PdfText.Of(LetterLayout.Render(Letter(text))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_stored_from_before_and_cannot_be_shown_is_printed_as_squares() =>
        Assert.Contains("a□□b", PdfText.Of(LetterLayout.Render(Letter("a東京b"))), StringComparison.Ordinal);

    [Fact]
    public void A_document_says_what_it_is_of_whom_and_when()
    {
        using var document = PdfDocument.Open(LetterLayout.Render(Letter("x")));

        var about = document.Information;
        Assert.Equal(
            ("Auftragsbestätigung 1234567-1", "Beispiel Hosting & Käse GmbH", "D:20270301110000Z"),
            (about.Title, about.Author, about.CreationDate?.Replace("+00'00'", "Z", StringComparison.Ordinal)));
        Assert.True(document.TryGetXmpMetadata(out var metadata));
        Assert.Contains(
            "<xmp:CreateDate>2027-03-01T11:00:00Z</xmp:CreateDate>", metadata.GetXDocument().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_logo_stands_in_the_place_of_the_name()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "logo.png");
        File.WriteAllBytes(
            file,
            Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGMQcGj438AAAAekAlCfyUjxAAAAAElFTkSuQmCC"));
        var letter = Letter("x");
        letter.Provider.Logo = Logo.Read(file);

        using var document = PdfDocument.Open(LetterLayout.Render(letter));

        var placed = Assert.Single(document.GetPage(1).GetImages()).BoundingBox;
        Assert.Equal(2, placed.Width / placed.Height, 3);
        Assert.Equal(LetterLayout.Render(letter), LetterLayout.Render(letter));
        File.WriteAllText(file, "no picture");
        Assert.Throws<InvalidDataException>(() => Logo.Read(file));
    }

    [Fact]
    public void Marks_to_fold_and_punch_stand_at_the_edge_of_the_first_page_only()
    {
        var pages = LetterLayout.Pages(SampleInvoice.Of(3, 20));

        var marks = pages
            .Select(page => page.Rules.Where(rule => rule.X < 20).Select(rule => Math.Round(rule.Y * 25.4 / 72, 1)).Order().ToArray())
            .ToList();
        Assert.Equal([105, 148.5, 210], marks[0]);
        Assert.All(marks.Skip(1), Assert.Empty);
    }

    [Fact]
    public void Text_is_wrapped_at_blanks_and_long_words_anywhere()
    {
        var style = new TextStyle(10);

        Assert.Equal(["Straße und", "Hausnummer"], LetterText.Wrap("Straße und Hausnummer", style, style.Measure("Straße und Hausnum")));
        Assert.Equal(["a", "", "b"], LetterText.Wrap("a\n\nb", style, 100));
        var lines = LetterText.Wrap("kurz " + new string('W', 100), style, 100);
        Assert.Equal("kurz" + new string('W', 100), string.Concat(lines));
        Assert.All(lines, line => Assert.True(style.Measure(line) <= 100));
        // A letter with its accent stays together.
        Assert.All(
            LetterText.Wrap(string.Concat(Enumerable.Repeat("W\u0301", 50)), style, 30),
            line => Assert.StartsWith("W\u0301", line, StringComparison.Ordinal));
        // An IBAN is never broken.
        Assert.Equal(
            ["IBAN", Samples.Provider.GroupedIban],
            LetterText.Wrap("IBAN " + Samples.Provider.GroupedIban, style, style.Measure(Samples.Provider.GroupedIban) + 5));
    }

    [Theory]
    [InlineData(0, "0,00", "0.00", "0.00")]
    [InlineData(5, "0,05", "0.05", "0.05")]
    [InlineData(123_456_789, "1.234.567,89", "1,234,567.89", "1’234’567.89")]
    public void Amounts_are_written_as_in_the_language(long minor, string german, string english, string swiss) => Assert.Equal(
        [german, english, swiss, swiss],
        Enum.GetValues<Language>().Select(language => DocumentFormat.Amount(minor, language)));

    [Theory]
    [InlineData(1900, "19 %", "19 %")]
    [InlineData(810, "8,1 %", "8.1 %")]
    public void Rates_are_written_as_in_the_language(int rate, string german, string english) =>
        Assert.Equal((german, english), (DocumentFormat.Rate(rate, Language.German), DocumentFormat.Rate(rate, Language.English)));

    private static byte[] Render(int lines) =>
        LetterLayout.Render(OrderConfirmation.Of(Samples.Order(Samples.Lines(lines)), Samples.Lines(lines), Samples.Provider));

    private static Letter Letter(string text) =>
        OrderConfirmation.Of(Samples.Order(Samples.Lines(1)), Samples.Lines(1), Samples.Provider) with { Opening = [text] };
}
