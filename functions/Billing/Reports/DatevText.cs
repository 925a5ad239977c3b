using System.Globalization;
using System.Text;

namespace Accounts.Billing.Reports;

/// <summary>Texts in the character set of DATEV's files, Windows-1252.</summary>
public static class DatevText
{
    // Without the best fit of the framework, which would make quotes of characters that only look like some.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback)!;

    /// <summary>The bytes of a file whose texts are <see cref="Plain"/>.</summary>
    public static byte[] Encode(string text) => Windows1252.GetBytes(text);

    /// <summary>
    /// A text with what the character set lacks replaced: letters by themselves without their accent, anything else by a question mark,
    /// each line break, tab or other control character by a blank.
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
