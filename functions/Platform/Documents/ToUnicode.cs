using System.Globalization;
using System.Text;

namespace Accounts.Platform.Documents;

/// <summary>The map from a font's glyphs to characters (PDF 32000-1, 9.10.3). Viewers use it to search and copy text.</summary>
internal static class ToUnicode
{
    // The most entries that a block may have.
    private const int BlockLength = 100;

    public static string Of(IReadOnlyDictionary<ushort, int> characters)
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var block in characters.Chunk(BlockLength))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
            {
                var text = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)));
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{text}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
