using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>How people write numbers and ids: in groups, with blanks, dots and dashes between them.</summary>
internal static class Notation
{
    /// <summary>Blank, no-break space and their like, any dash, the dot.</summary>
    public static bool IsSeparator(char character) =>
        character is '.' or '\u2212'
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;

    /// <summary>
    /// The text in upper case and without separators; empty when it has any character but ASCII letters and digits,
    /// so that look-alikes never become part of an id.
    /// </summary>
    public static string Compact(string? text)
    {
        var compact = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (char.IsAsciiLetterOrDigit(character))
                compact.Append(char.ToUpperInvariant(character));
            else if (!IsSeparator(character))
                return "";
        }

        return compact.ToString();
    }
}
