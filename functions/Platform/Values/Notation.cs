using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>Normalizes numbers and ids, which people write in groups with blanks, dots and dashes between them.</summary>
internal static class Notation
{
    /// <summary>
    /// Removes outer blanks and invisible characters from pasted text. Mail programs, PDF readers and address books put direction
    /// marks (U+200E, U+202D), zero-width spaces (U+200B, U+FEFF) and soft hyphens around and into numbers. Tabs become blanks.
    /// Only for fields with their own alphabet: in other texts such a character means something, or hides something.
    /// </summary>
    public static string Pasted(string? text) =>
        string.Concat((text ?? "").Where(character => !IsUnseen(character))).Replace('\t', ' ').Trim();

    /// <summary>The same at both ends only: inside an e-mail address, an invisible character makes it a different address.</summary>
    public static string PastedEnds(string? text)
    {
        var ends = (text ?? "").AsSpan();
        while (ends.Length > 0 && IsAround(ends[0]))
            ends = ends[1..];
        while (ends.Length > 0 && IsAround(ends[^1]))
            ends = ends[..^1];
        return ends.ToString();
    }

    /// <summary>
    /// The text in upper case and without separators. Empty when it has any other character than ASCII letters and digits, so that
    /// similar-looking letters never become part of an id.
    /// </summary>
    public static string Compact(string? text)
    {
        var compact = new StringBuilder();
        foreach (var character in Pasted(text))
        {
            if (char.IsAsciiLetterOrDigit(character))
                compact.Append(char.ToUpperInvariant(character));
            else if (!IsSeparator(character))
                return "";
        }

        return compact.ToString();
    }

    private static bool IsUnseen(char character) => CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // Line ends are not among them: two lines are not one value.
    private static bool IsAround(char character) =>
        character == '\t' || IsUnseen(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator;

    // All kinds of spaces and dashes, and the dot.
    private static bool IsSeparator(char character) =>
        character is '.' or '\u2212'
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;
}
