using System.Buffers.Binary;
using System.Text;

namespace Accounts.Platform.Documents.Pdf;

/// <summary>
/// A font file with the outlines of some glyphs only, to embed in a document. The glyphs keep their numbers; those that are
/// not used are empty, so that a page of text carries some 20 KB of font instead of 600.
/// </summary>
internal static class TrueTypeSubset
{
    // What a reader of PDF needs of an embedded font (ISO 32000-1, 9.9); characters are mapped by the document.
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var glyphs = new SortedSet<ushort>(used) { 0 };
        // A glyph can be made of others; these are added to the end of the list as they are found.
        foreach (var glyph in glyphs.ToList())
            AddParts(font, glyph, glyphs);

        var outlines = new MemoryStream();
        var offsets = new byte[4 * (font.GlyphCount + 1)];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!glyphs.Contains((ushort)glyph))
                continue;
            outlines.Write(OutlineOf(font, glyph));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * font.GlyphCount), (uint)outlines.Length);
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1); // offsets of 32 bits
        return Assemble([.. Kept.Select(tag => (tag, tag switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => offsets,
            "head" => head,
            _ => font.Table(tag).ToArray(),
        })).Where(table => table.Item2.Length > 0)]);
    }

    private static ReadOnlySpan<byte> OutlineOf(TrueTypeFont font, int glyph)
    {
        var (start, end) = (OffsetOf(font, glyph), OffsetOf(font, glyph + 1));
        return font.Table("glyf")[start..end];
    }

    private static int OffsetOf(TrueTypeFont font, int glyph) => font.HasLongOffsets
        ? (int)BinaryPrimitives.ReadUInt32BigEndian(font.Table("loca")[(4 * glyph)..])
        : 2 * BinaryPrimitives.ReadUInt16BigEndian(font.Table("loca")[(2 * glyph)..]);

    private static void AddParts(TrueTypeFont font, ushort glyph, SortedSet<ushort> glyphs)
    {
        const int words = 1, scale = 8, more = 32, twoScales = 64, matrix = 128;
        var outline = OutlineOf(font, glyph);
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return;
        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (glyphs.Add(part))
                AddParts(font, part, glyphs);
            at += 4 + ((flags & words) != 0 ? 4 : 2) + ((flags & scale) != 0 ? 2 : (flags & twoScales) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }
        while ((flags & more) != 0);
    }

    private static byte[] Assemble(List<(string Tag, byte[] Data)> tables)
    {
        var file = new MemoryStream();
        var power = (int)Math.Log2(tables.Count);
        UInt32(0x00010000);
        UInt16(tables.Count);
        UInt16(16 << power);
        UInt16(power);
        UInt16(16 * tables.Count - (16 << power));
        var offset = 12 + 16 * tables.Count;
        foreach (var (tag, data) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            UInt32(ChecksumOf(data));
            UInt32((uint)offset);
            UInt32((uint)data.Length);
            offset += Padded(data.Length);
        }

        foreach (var (_, data) in tables)
        {
            file.Write(data);
            file.Write(new byte[Padded(data.Length) - data.Length]);
        }

        return file.ToArray();

        void UInt16(int value) => file.Write([(byte)(value >> 8), (byte)value]);

        void UInt32(uint value)
        {
            UInt16((int)(value >> 16));
            UInt16((int)(value & 0xFFFF));
        }
    }

    private static uint ChecksumOf(byte[] data)
    {
        var padded = new byte[Padded(data.Length)];
        data.CopyTo(padded, 0);
        var sum = 0u;
        for (var i = 0; i < padded.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(i)));
        return sum;
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;
}
