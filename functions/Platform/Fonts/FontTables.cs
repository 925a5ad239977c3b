using System.Buffers.Binary;
using System.Text;

namespace Accounts.Platform.Fonts;

/// <summary>Tables of font files: <c>cmap</c> (the glyph of each character) and <c>name</c>.</summary>
internal static class FontTables
{
    private const int FullNameId = 4;
    private const int Microsoft = 3;

    /// <summary>
    /// The glyph of each character. Format 4 has the characters of the Basic Multilingual Plane; format 12, which not every font
    /// contains, has all of them.
    /// </summary>
    public static Dictionary<int, ushort> Characters(byte[] file, int cmap)
    {
        var glyphs = new Dictionary<int, ushort>();
        // Tables of other platforms use their own code pages. Platform 0 is Unicode too.
        var subtables = Enumerable.Range(0, UInt16(file, cmap + 2)).Select(i => cmap + 4 + 8 * i)
            .Where(entry => UInt16(file, entry) is 0 or Microsoft).Select(entry => cmap + (int)UInt32(file, entry + 4)).ToList();
        foreach (var at in subtables.Where(at => UInt16(file, at) == 4))
            ReadSegments(file, at, glyphs);
        foreach (var at in subtables.Where(at => UInt16(file, at) == 12))
            ReadGroups(file, at, glyphs);
        return glyphs;
    }

    /// <summary>The full name: family and style.</summary>
    public static string FullName(byte[] file, int name)
    {
        var texts = name + UInt16(file, name + 4);
        for (var entry = name + 6; entry < name + 6 + 12 * UInt16(file, name + 2); entry += 12)
        {
            if (UInt16(file, entry) == Microsoft && UInt16(file, entry + 6) == FullNameId)
                return Encoding.BigEndianUnicode.GetString(file, texts + UInt16(file, entry + 10), UInt16(file, entry + 8));
        }

        throw new InvalidDataException("This font file has no name.");
    }

    private static void ReadSegments(byte[] file, int at, Dictionary<int, ushort> glyphs)
    {
        var count = UInt16(file, at + 6) / 2;
        var (ends, starts) = (at + 14, at + 16 + 2 * count);
        var (deltas, offsets) = (starts + 2 * count, starts + 4 * count);
        for (var i = 0; i < count; i++)
        {
            var (first, offset) = (UInt16(file, starts + 2 * i), UInt16(file, offsets + 2 * i));
            for (int character = first; character <= UInt16(file, ends + 2 * i) && character != 0xFFFF; character++)
            {
                var glyph = offset == 0 ? character : UInt16(file, offsets + 2 * i + offset + 2 * (character - first));
                if (offset == 0 || glyph != 0)
                    Add(glyphs, character, glyph + UInt16(file, deltas + 2 * i));
            }
        }
    }

    private static void ReadGroups(byte[] file, int at, Dictionary<int, ushort> glyphs)
    {
        for (var i = 0; i < UInt32(file, at + 12); i++)
        {
            var group = at + 16 + 12 * i;
            var (first, last, glyph) = (UInt32(file, group), UInt32(file, group + 4), UInt32(file, group + 8));
            for (var character = first; character <= last; character++)
                Add(glyphs, (int)character, (int)(glyph + character - first));
        }
    }

    // Glyph 0 is what a font shows for characters that it lacks.
    private static void Add(Dictionary<int, ushort> glyphs, int character, int glyph)
    {
        if ((ushort)glyph != 0)
            glyphs[character] = (ushort)glyph;
    }

    private static ushort UInt16(byte[] file, int offset) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(offset));

    private static uint UInt32(byte[] file, int offset) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(offset));
}
