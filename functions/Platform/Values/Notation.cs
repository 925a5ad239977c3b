using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>How people write numbers and ids: in groups, with blanks, dots and dashes between them.</summary>
internal static class Notation
{
    /// <summary>
    /// What was pasted, without outer blanks and without what cannot be seen: mail programs, PDF readers and address books put
    /// marks of direction (U+200E, U+202D), zero-width blanks (U+200B, U+FEFF) and soft hyphens around and into numbers. Tabs
    /// become blanks. Only for fields that have an alphabet of their own: in texts such a mark means something, or hides something.
    /// </summary>
    public static string Pasted(string? text) =>
        string.Concat((text ?? "").Where(character => !IsUnseen(character))).Replace('\t', ' ').Trim();

    /// <summary>The same at both ends only: within, a mark in an e-mail address makes it another one.</summary>
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
    /// The text in upper case and without separators; empty when it has any character but ASCII letters and digits,
    /// so that look-alikes never become part of an id.
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

    // No line ends: two lines are not one value.
    private static bool IsAround(char character) =>
        character == '\t' || IsUnseen(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator;

    // Blank, no-break space and their like, any dash, the dot.
    private static bool IsSeparator(char character) =>
        character is '.' or '\u2212'
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;
}
