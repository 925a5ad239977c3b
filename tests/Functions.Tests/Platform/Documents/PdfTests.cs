using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Accounts.Platform.Documents;
using Accounts.Platform.Documents.Pdf;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Tests.Platform.Documents;

public sealed partial class PdfTests
{
    [Fact]
    public void The_same_order_makes_the_same_bytes() => Assert.Equal(Render(200), Render(200));

    [Fact]
    public void Every_object_is_where_the_table_at_the_end_says()
    {
        var file = Latin(Render(40));

        var table = int.Parse(StartOfTable().Match(file).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n", file[table..], StringComparison.Ordinal);
        var offsets = Entry().Matches(file[table..]).Select(entry => int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        for (var i = 0; i < offsets.Count; i++)
            Assert.StartsWith($"{i + 1} 0 obj\n", file[offsets[i]..], StringComparison.Ordinal);
        Assert.All(Reference().Matches(file), reference => Assert.InRange(int.Parse(reference.Groups[1].Value, CultureInfo.InvariantCulture), 1, offsets.Count));
        Assert.All(Stream().Matches(file), stream =>
            Assert.Equal("\nendstream", file.Substring(stream.Index + stream.Length + int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture), 10)));
    }

    [Fact]
    public void All_fonts_are_embedded_in_part()
    {
        var file = Render(200);

        Assert.Equal(2, Regex.Count(Latin(file), "/FontFile2 "));
        // Both fonts whole would be 1.2 MB, and even compressed far more than this.
        Assert.InRange(file.Length, 10_000, 250_000);
    }

    [Fact]
    public void The_text_can_be_searched_and_copied()
    {
        var text = TextOf(Render(3));

        Assert.Contains("Auftragsbestätigung 1234567-1", text, StringComparison.Ordinal);
        Assert.Contains("Einkauf, Frau Öztürk", text, StringComparison.Ordinal);
        Assert.Contains("München", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ÄÖÜäöüß€–·„“ éèêçñøåæœłžčřő İığş αβγ ж")]
    public void Letters_of_Europe_are_in_both_fonts(string letters)
    {
        foreach (var rune in letters.EnumerateRunes())
        {
            Assert.NotEqual(0, TrueTypeFont.Regular.GlyphOf(rune));
            Assert.NotEqual(0, TrueTypeFont.Bold.GlyphOf(rune));
        }
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
        Assert.All(LetterText.Wrap(string.Concat(Enumerable.Repeat("W\u0301", 50)), style, 30), line => Assert.StartsWith("W\u0301", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0,00", "0.00")]
    [InlineData(5, "0,05", "0.05")]
    [InlineData(123_456_789, "1.234.567,89", "1,234,567.89")]
    public void Amounts_are_written_as_in_the_language(long minor, string german, string english) =>
        Assert.Equal((german, english), (DocumentFormat.Amount(minor, Language.German), DocumentFormat.Amount(minor, Language.English)));

    [Theory]
    [InlineData(1900, "19 %", "19 %")]
    [InlineData(810, "8,1 %", "8.1 %")]
    public void Rates_are_written_as_in_the_language(int rate, string german, string english) =>
        Assert.Equal((german, english), (DocumentFormat.Rate(rate, Language.German), DocumentFormat.Rate(rate, Language.English)));

    /// <summary>The text of a file of ours, a line per text: its glyphs, and back by the map that goes with each font.</summary>
    internal static string TextOf(byte[] file)
    {
        var streams = new List<string>();
        foreach (var stream in Stream().Matches(Latin(file)).Cast<Match>())
        {
            var length = int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture);
            using var zlib = new ZLibStream(new MemoryStream(file, stream.Index + stream.Length, length), CompressionMode.Decompress);
            using var reader = new StreamReader(zlib, Encoding.Latin1);
            streams.Add(reader.ReadToEnd());
        }

        var maps = streams.Where(stream => stream.Contains("beginbfchar", StringComparison.Ordinal))
            .Select(map => Character().Matches(map).ToDictionary(match => match.Groups[1].Value, match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value))))
            .ToList();
        return string.Join('\n', streams.SelectMany(stream => Shown().Matches(stream)).Select(shown =>
            string.Concat(shown.Groups[2].Value.Chunk(4).Select(glyph => maps[shown.Groups[1].Value == "R" ? 0 : 1][new string(glyph)]))));
    }

    private static byte[] Render(int lines) => LetterLayout.Render(OrderConfirmation.Of(Samples.Order(Samples.Lines(lines)), Samples.Lines(lines), Samples.Provider));

    private static string Latin(byte[] file) => Encoding.Latin1.GetString(file);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n\z")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\b(\d+) 0 R\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"<< /Length (\d+) [^\n]*>>\nstream\n")]
    private static partial Regex Stream();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]+)>")]
    private static partial Regex Character();

    [GeneratedRegex(@"/(R|B) [\d.]+ Tf [^<]*<([0-9A-F]+)> Tj")]
    private static partial Regex Shown();
}
