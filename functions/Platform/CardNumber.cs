using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Accounts.Organizations;

namespace Accounts.Platform;

/// <summary>
/// Finds payment card numbers, which are never stored (PCI DSS 3.x), in any text that a user typed.
/// A find has an issuer's prefix and length (ISO/IEC 7812-1 and the card schemes' published ranges) and a right Luhn digit.
/// About 1 in 27 random numbers of 16 digits has all three (37 % a prefix, a tenth of those the digit). So an order or meter
/// number of such length can be refused by mistake; no valid VAT id, register number or IBAN is, and no phone number.
/// </summary>
public static partial class CardNumber
{
    /// <summary>The refusal of a text with a card number.</summary>
    public static Fault Fault { get; } = new(
        "This looks like the number of a payment card.", "No card numbers in any field; a card is given to the payment provider, and only its token to us.");

    /// <summary>
    /// Whether the text has a card number: 13 to 19 digits of any script, together or in groups with blanks, dots or dashes.
    /// What the phone field takes with + or leading 0, and valid IBANs, do not count.
    /// </summary>
    public static bool IsIn(string? text) =>
        !string.IsNullOrEmpty(text) && Stretch().Matches(Iban.Remove(ToAscii(text))).Any(match => !IsPhone(match.Value) && HasCard(match.Value));

    private static bool IsPhone(string stretch) => PhoneNumber.Parse(stretch.Trim(' ', '-', '.', '/', '(', ')'), Country.DE).Value is not null;

    private static bool HasCard(string stretch) => Run().Matches(stretch).Any(run =>
    {
        // A card may stand between other groups: a house number before it, the expiry after it.
        var groups = run.Value.Split([' ', '.', '-'], StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, groups.Length).Any(first => StartsWithCard(groups.AsSpan(first)));
    });

    private static bool StartsWithCard(ReadOnlySpan<string> groups)
    {
        var digits = "";
        foreach (var group in groups)
        {
            digits += group;
            if (digits.Length > 19)
                return false;
            if (CardIssuers.Know(digits) && LuhnIsRight(digits))
                return true;
        }

        return false;
    }

    private static bool LuhnIsRight(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[^(i + 1)] - '0') * (1 + i % 2);
            sum += product / 10 + product % 10;
        }

        return sum % 10 == 0;
    }

    // Digits of every script as ASCII, blanks as one kind, dashes as one kind, invisible characters gone, all else as it is or as #.
    private static string ToAscii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.DecimalDigitNumber)
                ascii.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (Rune.IsWhiteSpace(rune))
                ascii.Append(' ');
            else if (category == UnicodeCategory.DashPunctuation || rune.Value == 0x2212)
                ascii.Append('-');
            else if (rune.Value is 0xB7 or 0x3002 or 0xFF0E)
                ascii.Append('.');
            else if (rune.Value == 0xFF0B)
                ascii.Append('+');
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
                ascii.Append(rune.IsAscii ? (char)rune.Value : '#');
        }

        return ascii.ToString();
    }

    // Everything that could be one phone number.
    [GeneratedRegex(@"\+?\(?\+?[0-9][0-9 ()./-]*")]
    private static partial Regex Stretch();

    // Groups of digits with up to three separators between them, as in "4111 - 1111".
    [GeneratedRegex("[0-9](?:[ .-]{0,3}[0-9])*")]
    private static partial Regex Run();
}
