using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>
/// Converts names for sorting and searching to a form that is valid in keys: lower-case ASCII letters and digits, a '-' for
/// everything between words, and '~' with four hexadecimal digits for letters of other scripts. ä sorts as a, ß as ss
/// (DIN 5007-1).
/// </summary>
public static class NameKey
{
    // Far more than any list shows of a name, and far below the limit of a key.
    private const int MaxLength = 200;

    /// <summary>The key of a name, or of the beginning of a name in a search; empty when there is no letter or digit.</summary>
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var character in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
                key.Append(character);
            else if (Spelled(character) is { } letters)
                key.Append(letters);
            else if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
                key.Append(CultureInfo.InvariantCulture, $"~{(int)character:x4}");
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }

        return (key.Length > MaxLength ? key.ToString(0, MaxLength) : key.ToString()).TrimEnd('-');
    }

    private static string? Spelled(char character) => character switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        _ => null,
    };
}
