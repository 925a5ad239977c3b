using System.Buffers.Binary;
using System.Text;

namespace Accounts.Platform.Documents.Pdf;

/// <summary>
/// A font file (ISO/IEC 14496-22, TrueType outlines): what is needed of it to measure text and to embed it. Characters stand
/// one after the other, without kerning or ligatures; scripts that need shaping are not for it.
/// </summary>
public sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _wideGlyphs;

    private TrueTypeFont(string name, byte[] file)
    {
        (Name, _file) = (name, file);
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + 16 * i;
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = ((int)UInt32(entry + 8), (int)UInt32(entry + 12));
        }

        var (head, hhea, maxp) = (At("head"), At("hhea"), At("maxp"));
        UnitsPerEm = UInt16(head + 18);
        Box = [Int16(head + 36), Int16(head + 38), Int16(head + 40), Int16(head + 42)];
        (Ascent, Descent) = (Int16(hhea + 4), Int16(hhea + 6));
        _wideGlyphs = UInt16(hhea + 34);
        GlyphCount = UInt16(maxp + 4);
        HasLongOffsets = Int16(head + 50) == 1;
        ReadCharacters();
    }

    /// <summary>The font for text.</summary>
    public static TrueTypeFont Regular { get; } = Load("NotoSans-Regular");

    /// <summary>The font for what stands out.</summary>
    public static TrueTypeFont Bold { get; } = Load("NotoSans-Bold");

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    /// <summary>What all measures of the file are in.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Above the base line, in units.</summary>
    public int Ascent { get; }

    /// <summary>Below the base line, in units; negative.</summary>
    public int Descent { get; }

    internal IReadOnlyList<int> Box { get; }

    internal int GlyphCount { get; }

    internal bool HasLongOffsets { get; }

    /// <summary>The glyph of a character; 0, an empty box, when the font has none.</summary>
    public ushort GlyphOf(Rune character) => _glyphs.GetValueOrDefault(character.Value);

    /// <summary>How far a glyph moves on, in units.</summary>
    public int WidthOf(ushort glyph) => UInt16(At("hmtx") + 4 * Math.Min(glyph, _wideGlyphs - 1));

    /// <summary>The width of a text in points.</summary>
    public double Measure(string text, double size) => text.EnumerateRunes().Sum(rune => WidthOf(GlyphOf(rune))) * size / UnitsPerEm;

    internal ReadOnlySpan<byte> Table(string tag) => _tables.TryGetValue(tag, out var table) ? _file.AsSpan(table.Offset, table.Length) : [];

    private static TrueTypeFont Load(string name)
    {
        using var resource = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new TrueTypeFont(name, file);
    }

    // Format 12 has all characters, where a font has it; format 4 those of the basic plane.
    private void ReadCharacters()
    {
        var cmap = At("cmap");
        var subtables = Enumerable.Range(0, UInt16(cmap + 2)).Select(i => cmap + (int)UInt32(cmap + 4 + 8 * i + 4)).ToList();
        foreach (var at in subtables.Where(at => UInt16(at) == 4))
            ReadSegments(at);
        foreach (var at in subtables.Where(at => UInt16(at) == 12))
            ReadGroups(at);
    }

    private void ReadSegments(int at)
    {
        var count = UInt16(at + 6) / 2;
        var (ends, starts) = (at + 14, at + 16 + 2 * count);
        var (deltas, offsets) = (starts + 2 * count, starts + 4 * count);
        for (var i = 0; i < count; i++)
        {
            var offset = UInt16(offsets + 2 * i);
            for (int character = UInt16(starts + 2 * i); character <= UInt16(ends + 2 * i) && character != 0xFFFF; character++)
            {
                var glyph = offset == 0 ? character : UInt16(offsets + 2 * i + offset + 2 * (character - UInt16(starts + 2 * i)));
                if (offset == 0 || glyph != 0)
                    _glyphs[character] = (ushort)(glyph + UInt16(deltas + 2 * i));
            }
        }
    }

    private void ReadGroups(int at)
    {
        for (var i = 0; i < UInt32(at + 12); i++)
        {
            var group = at + 16 + 12 * i;
            var (first, last, glyph) = (UInt32(group), UInt32(group + 4), UInt32(group + 8));
            for (var character = first; character <= last; character++)
                _glyphs[(int)character] = (ushort)(glyph + character - first);
        }
    }

    private int At(string tag) => _tables[tag].Offset;

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(offset));

    private short Int16(int offset) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(offset));
}
