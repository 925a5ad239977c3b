using System.Globalization;
using System.Text;

namespace Accounts.Platform.Documents.Pdf;

/// <summary>A font as one document uses it: embedded, with the glyphs that occur, and with the way back from glyphs to characters, for searching and copying.</summary>
internal sealed class PdfFont(TrueTypeFont font)
{
    private readonly SortedDictionary<ushort, Rune> _used = [];

    /// <summary>A text as glyph numbers, in hexadecimal.</summary>
    public string Encode(string text)
    {
        var glyphs = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.GlyphOf(rune);
            _used.TryAdd(glyph, rune);
            glyphs.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return glyphs.ToString();
    }

    /// <summary>Writes the font after all text (ISO 32000-1, 9.7: composite fonts).</summary>
    public void Write(PdfFile file, int number)
    {
        // Which glyphs are in it is part of a subset's name (9.6.4): six letters.
        var name = $"{(ReferenceEquals(font, TrueTypeFont.Bold) ? "BOLDAA" : "TEXTAA")}+{font.Name}";
        var outlines = TrueTypeSubset.Of(font, _used.Keys);
        var data = file.AddStream(outlines, $"/Length1 {outlines.Length} ");
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.Box.Select(Scaled))}] /ItalicAngle 0 "
            + $"/Ascent {Scaled(font.Ascent)} /Descent {Scaled(font.Descent)} /CapHeight 714 /StemV 80 /FontFile2 {data} 0 R >>");
        var widths = string.Join(' ', _used.Keys.Select(glyph => $"{glyph} [{Scaled(font.WidthOf(glyph))}]"));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [{widths}] >>");
        var characters = file.AddStream(Encoding.ASCII.GetBytes(Characters()));
        file.Add(number, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {characters} 0 R >>");
    }

    // 9.10.3: at most 100 characters in a block.
    private string Characters()
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var block in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n").ToString();
    }

    private string Scaled(int units) => Math.Round(units * 1000.0 / font.UnitsPerEm).ToString(CultureInfo.InvariantCulture);
}
