using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Accounts.Platform.Fonts;

/// <summary>
/// A font file (ISO/IEC 14496-22, TrueType outlines): which characters it shows, and how wide they are. Characters stand one
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
        // A collection, or outlines of PostScript, could not be embedded.
        if (file.Length < 12 || UInt32(0) != 0x0001_0000)
            throw new InvalidDataException("This is no font file with TrueType outlines (.ttf).");
        for (var entry = 12; entry < 12 + 16 * UInt16(4); entry += 16)
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = (int)UInt32(entry + 8);
        UnitsPerEm = UInt16(At("head") + 18);
        Ascent = (short)UInt16(At("hhea") + 4);
        Descent = (short)UInt16(At("hhea") + 6);
        _wideGlyphs = UInt16(At("hhea") + 34);
        Name = FontTables.FullName(file, At("name"));
        _glyphs = FontTables.Characters(file, At("cmap"));
    }

    /// <summary>Its full name, which tells it from all others.</summary>
    public string Name { get; }

    /// <summary>What all measures of the file are in.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Above the base line, in units.</summary>
    public int Ascent { get; }

    /// <summary>Below the base line, in units; negative.</summary>
    public int Descent { get; }

    /// <summary>The file.</summary>
    internal byte[] Bytes => _file;

    /// <summary>The font built in, at one of its weights.</summary>
    internal static FontFile BuiltIn(string name)
    {
        var font = new FontFile(InterPackage.Read(name));
        // Inter keeps its figures of one width among the private characters. Amounts below each other need them.
        for (var digit = 0; digit < 10; digit++)
            font._glyphs['0' + digit] = font._glyphs[0xE071 + digit];
        font.DropAmbiguous();
        return font;
    }

    /// <summary>A font of the provider's own.</summary>
    /// <exception cref="InvalidDataException">It is not of a kind that can be embedded.</exception>
    internal static FontFile Read(string path)
    {
        FontFile font;
        try
        {
            font = new FontFile(File.ReadAllBytes(path));
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("This is no whole font file with TrueType outlines (.ttf).", broken);
        }

        font.DropAmbiguous();
        return font;
    }

    /// <summary>Whether it shows a character.</summary>
    public bool Has(Rune character) => _glyphs.ContainsKey(character.Value);

    /// <summary>The glyph of a character; 0, an empty box, when the font has none.</summary>
    public ushort GlyphOf(int character) => _glyphs.GetValueOrDefault(character);

    /// <summary>How far a character moves on, in units; accents do not.</summary>
    public int WidthOf(Rune character) =>
        Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark
            ? 0
            : UInt16(At("hmtx") + 4 * Math.Min(GlyphOf(character.Value), _wideGlyphs - 1));

    /// <summary>What a character covers, in units from where it begins on the base line; null when it is blank.</summary>
    public (int Left, int Bottom, int Right, int Top)? BoxOf(Rune character)
    {
        var (glyph, isLong) = (GlyphOf(character.Value), UInt16(At("head") + 50) == 1);
        var (start, end) = (Offset(glyph), Offset(glyph + 1));
        var at = At("glyf") + start;
        return start == end ? null : ((short)UInt16(at + 2), (short)UInt16(at + 4), (short)UInt16(at + 6), (short)UInt16(at + 8));

        int Offset(int index) => isLong ? (int)UInt32(At("loca") + 4 * index) : 2 * UInt16(At("loca") + 2 * index);
    }

    // A glyph is copied as one character, so it can stand for one only. Of those that share it, the letters for phonetics give way:
    // the iota of Greek looks like theirs.
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
