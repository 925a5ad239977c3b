using System.Globalization;
using System.Text;

namespace Accounts.Billing.Reports;

/// <summary>Texts in the character set of DATEV's files, Windows-1252.</summary>
public static class DatevText
{
    // Without the framework's best fit, which would turn characters that only look like quotes into quotes.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback)!;

    /// <summary>Encodes a file whose texts come from <see cref="Plain"/>.</summary>
    public static byte[] Encode(string text) => Windows1252.GetBytes(text);

    /// <summary>
    /// Replaces what the character set lacks: a letter by the same letter without accent, anything else by a question mark. Line breaks,
    /// tabs and other control characters become blanks.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
            plain.Append(Rune.IsControl(rune) ? " " : Has(rune.ToString()) ? rune.ToString() : WithoutAccent(rune));
        return plain.ToString();
    }

    private static string WithoutAccent(Rune rune)
    {
        var letters = string.Concat(
            rune.ToString().Normalize(NormalizationForm.FormD)
                .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark));
        return letters.Length > 0 && Has(letters) ? letters : "?";
    }

    private static bool Has(string text) => Windows1252.GetString(Windows1252.GetBytes(text)) == text;
}
