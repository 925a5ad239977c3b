using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Accounts.Platform.Fonts;

/// <summary>
/// A font file (ISO/IEC 14496-22, TrueType outlines): the characters that it has, and their widths. Characters are placed one
/// after the other, without kerning or ligatures.
/// </summary>
internal sealed class FontFile
{
    private readonly byte[] _file;
    private readonly Dictionary<string, int> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> _glyphs;
    private readonly int _wideGlyphs;

    private FontFile(byte[] file)
    {
        _file = file;
        // Font collections and PostScript outlines cannot be embedded.
        if (file.Length < 12 || UInt32(0) != 0x0001_0000)
            throw new InvalidDataException("This is not a font file with TrueType outlines (.ttf).");
        for (var entry = 12; entry < 12 + 16 * UInt16(4); entry += 16)
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = (int)UInt32(entry + 8);
        UnitsPerEm = UInt16(At("head") + 18);
        Ascent = (short)UInt16(At("hhea") + 4);
        Descent = (short)UInt16(At("hhea") + 6);
        _wideGlyphs = UInt16(At("hhea") + 34);
        Name = FontTables.FullName(file, At("name"));
        _glyphs = FontTables.Characters(file, At("cmap"));
    }

    /// <summary>Its full name, which identifies it.</summary>
    public string Name { get; }

    /// <summary>The number of font units per em. All measures of the file are in font units.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height above the base line, in font units.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the base line, in font units; negative.</summary>
    public int Descent { get; }

    internal byte[] Bytes => _file;

    /// <summary>The built-in font in one of its weights.</summary>
    internal static FontFile BuiltIn(string name)
    {
        var font = new FontFile(InterPackage.Read(name));
        // Inter has its digits of equal width among the private use characters. Columns of amounts need them.
        for (var digit = 0; digit < 10; digit++)
            font._glyphs['0' + digit] = font._glyphs[0xE071 + digit];
        font.DropAmbiguous();
        return font;
    }

    /// <summary>Reads a font file of the provider.</summary>
    /// <exception cref="InvalidDataException">The font cannot be embedded.</exception>
    internal static FontFile Read(string path)
    {
        FontFile font;
        try
        {
            font = new FontFile(File.ReadAllBytes(path));
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("This is not a complete font file with TrueType outlines (.ttf).", broken);
        }

        font.DropAmbiguous();
        return font;
    }

    public bool Has(Rune character) => _glyphs.ContainsKey(character.Value);

    /// <summary>The glyph of a character; 0, an empty box, when the font has none.</summary>
    public ushort GlyphOf(int character) => _glyphs.GetValueOrDefault(character);

    /// <summary>The advance width of a character, in font units; 0 for accents.</summary>
    public int WidthOf(Rune character) =>
        Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark
            ? 0
            : UInt16(At("hmtx") + 4 * Math.Min(GlyphOf(character.Value), _wideGlyphs - 1));

    /// <summary>The bounding box of a character, in font units from its origin on the base line; null when it is blank.</summary>
    public (int Left, int Bottom, int Right, int Top)? BoxOf(Rune character)
    {
        var (glyph, isLong) = (GlyphOf(character.Value), UInt16(At("head") + 50) == 1);
        var (start, end) = (Offset(glyph), Offset(glyph + 1));
        var at = At("glyf") + start;
        return start == end ? null : ((short)UInt16(at + 2), (short)UInt16(at + 4), (short)UInt16(at + 6), (short)UInt16(at + 8));

        int Offset(int index) => isLong ? (int)UInt32(At("loca") + 4 * index) : 2 * UInt16(At("loca") + 2 * index);
    }

    // A glyph is copied as one character, so it may stand for only one. If several characters share a glyph, phonetic letters are
    // dropped first: for example, the Greek iota shares its glyph with a phonetic letter.
    private void DropAmbiguous()
    {
        foreach (var character in _glyphs.Keys.Where(character => !IsText(character)).ToList())
            _glyphs.Remove(character);
        foreach (var sharing in _glyphs.Keys.GroupBy(character => _glyphs[character]).Where(sharing => sharing.Skip(1).Any()).ToList())
        {
            foreach (var other in sharing.OrderBy(character => character is >= 0x250 and < 0x370).ThenBy(character => character).Skip(1))
                _glyphs.Remove(other);
        }
    }

    private static bool IsText(int character) => Rune.IsValid(character) && Rune.GetUnicodeCategory(new Rune(character)) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private int At(string table) => _tables[table];

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(offset));
}
