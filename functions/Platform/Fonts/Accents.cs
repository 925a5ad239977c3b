using System.Globalization;
using System.Text;

namespace Accounts.Platform.Fonts;

/// <summary>
/// Places accents on letters when no single character for letter and accent exists: at the middle of the letter, without
/// touching it or other accents.
/// </summary>
internal static class Accents
{
    /// <summary>The parts of a text in one font, each with its offset in font units, to the right and upwards.</summary>
    public static IEnumerable<(string Part, double Right, double Up)> Place(string text, FontFile font)
    {
        if (!text.EnumerateRunes().Any(IsAccent))
        {
            yield return (text, 0, 0);
            yield break;
        }

        var (x, letter) = (0, (Left: 0, Bottom: 0, Right: 0, Top: 0));
        foreach (var rune in text.EnumerateRunes())
        {
            var box = font.BoxOf(rune) ?? (0, 0, 0, 0);
            if (!IsAccent(rune))
            {
                yield return (rune.ToString(), x, 0);
                letter = (x + box.Left, box.Bottom, x + box.Right, box.Top);
                x += font.WidthOf(rune);
                continue;
            }

            var up = Shift(box, letter.Bottom, letter.Top, font.UnitsPerEm / 20);
            yield return (rune.ToString(), (letter.Left + letter.Right - box.Left - box.Right) / 2d, up);
            // The next accent must not touch this one either.
            letter = letter with { Bottom = Math.Min(letter.Bottom, box.Bottom + up), Top = Math.Max(letter.Top, box.Top + up) };
        }
    }

    // Accents above or below keep a gap to the letter. Accents that cross the letter are not moved.
    private static int Shift((int Left, int Bottom, int Right, int Top) accent, int bottom, int top, int gap) =>
        accent.Top <= gap ? Math.Min(0, bottom - gap - accent.Top)
        : accent.Bottom >= 8 * gap ? Math.Max(0, top + gap - accent.Bottom)
        : 0;

    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
}
