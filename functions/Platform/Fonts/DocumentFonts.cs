using System.Globalization;
using System.Text;

namespace Accounts.Platform.Fonts;

/// <summary>
/// The fonts of documents: Inter (Latin, Greek, Cyrillic), then the provider's fonts. Each character uses the first font that has
/// it. So this class knows which characters can be printed, and which must be refused as input.
/// </summary>
/// <param name="fallbacks">Fonts for characters that the built-in font lacks.</param>
internal sealed class DocumentFonts(IReadOnlyList<FontFile> fallbacks)
{
    private static readonly FontFile Regular = FontFile.BuiltIn("Inter-Regular");
    private static readonly FontFile Bold = FontFile.BuiltIn("Inter-SemiBold");

    private readonly FontFile[] _regular = [Regular, .. fallbacks];
    private readonly FontFile[] _bold = [Bold, .. fallbacks];

    /// <summary>The fonts of this process. Set once at start, if fonts are configured.</summary>
    public static DocumentFonts Current { get; set; } = new([]);

    /// <summary>All font files, for embedding.</summary>
    public IEnumerable<FontFile> All => [Regular, Bold, .. _regular.Skip(1)];

    /// <summary>The built-in font, which determines the height of lines.</summary>
    public static FontFile First(bool bold) => bold ? Bold : Regular;

    /// <summary>Whether every character of a text can be shown correctly.</summary>
    public bool CanShow(string text) => FirstNotShown(text) is null;

    /// <summary>
    /// The first character of a text that no font has, or that needs shaping or a right-to-left layout; null when there is none.
    /// </summary>
    public Rune? FirstNotShown(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != '\n' && (NeedsShaping(rune.Value) || !Array.Exists(_regular, font => font.Has(rune))))
                return rune;
        }

        return null;
    }

    /// <summary>The width of a text at font size 1.</summary>
    public double Measure(string text, bool bold)
    {
        var width = 0d;
        foreach (var (run, font) in Runs(text, bold))
        {
            foreach (var rune in run.EnumerateRunes())
                width += (double)font.WidthOf(rune) / font.UnitsPerEm;
        }

        return width;
    }

    /// <summary>
    /// Splits a text into runs of one font each. A letter stays together with its accents. A character that no font has becomes
    /// an empty square.
    /// </summary>
    public IEnumerable<(string Text, FontFile Font)> Runs(string text, bool bold)
    {
        var fonts = bold ? _bold : _regular;
        if (text.EnumerateRunes().All(fonts[0].Has))
        {
            yield return (text, fonts[0]);
            yield break;
        }

        var (run, current) = (new StringBuilder(), fonts[0]);
        foreach (var element in Elements(text))
        {
            var font = Array.Find(fonts, font => element.EnumerateRunes().All(font.Has));
            if (run.Length > 0 && (font ?? fonts[0]) != current)
            {
                yield return (run.ToString(), current);
                run.Clear();
            }

            current = font ?? fonts[0];
            run.Append(font is null ? "\u25A1" : element);
        }

        yield return (run.ToString(), current);
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    // The blocks from Hebrew to Arabic Extended-A, the scripts of India and South East Asia, and their compatibility forms. Beyond
    // the Basic Multilingual Plane: blocks of scripts from right to left, up to the Arabic mathematical symbols.
    private static bool NeedsShaping(int character) => character is >= 0x0590 and < 0x10A0 or >= 0x1780 and < 0x18B0
        or >= 0x1900 and < 0x1CD0 or >= 0xA800 and < 0xA960 or >= 0xA980 and < 0xAB30 or >= 0xABC0 and < 0xAC00 or >= 0xFB1D and < 0xFE00
        or >= 0xFE70 and < 0xFF00 or >= 0x10800 and < 0x12000 or >= 0x1E800 and < 0x1F000;
}
