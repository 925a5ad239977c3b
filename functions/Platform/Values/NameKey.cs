using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>
/// Names as they sort and are searched by, in a form that keys can hold: lower-case ASCII letters and digits, a '-' for
/// whatever stands between words, and '~' with four hexadecimal digits for letters of other scripts. ä sorts as a, ß as ss
/// (DIN 5007-1).
/// </summary>
public static class NameKey
{
    // Far more than any overview shows of a name, far less than a key may have.
    private const int MaxLength = 200;

    /// <summary>The key of a name, or of the beginning of one that is searched for; empty when it has neither letter nor digit.</summary>
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
