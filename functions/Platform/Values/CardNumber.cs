using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// Finds payment card numbers, which are never stored (PCI DSS 3.x), in any text that a user typed.
/// A find has an issuer's prefix and length (ISO/IEC 7812-1 and the card schemes' published ranges) and a right Luhn digit.
/// About 1 in 27 random numbers of 16 digits has all three (37 % a prefix, a tenth of those the digit).
/// Of 17 digits it is 1 in 9 and of 20 digits 1 in 5, because they can have a card number within them.
/// So an order or meter number of such length can be refused by mistake, and rarely a date on a 30th together with its
/// time; no valid VAT id, register number or IBAN is, and no phone number.
/// </summary>
public static partial class CardNumber
{
    /// <summary>The refusal of a text with a card number.</summary>
    public static Fault Fault { get; } = new(
        "This looks like the number of a payment card.", "No card numbers in any field; a card is given to the payment provider, and only its token to us.");

    /// <summary>
    /// Whether the text has a card number: 13 to 19 digits of any script, together or in groups with up to three of
    /// <c>. - / _ , :</c> and blanks between them. What the phone field takes with + or leading 0, and valid IBANs, do not count.
    /// </summary>
    public static bool IsIn(string? text) =>
        !string.IsNullOrEmpty(text) && CardRun.Search(Stretch().Replace(Iban.Remove(ToAscii(text)), match => IsPhone(match.Value) ? "#" : match.Value));

    // Groups of a card are shorter, and few texts this long are worth a closer look.
    private static bool IsPhone(string stretch) =>
        stretch.Length > 6 && PhoneNumber.Parse(stretch.Trim(' ', '-', '.', '/', '(', ')'), Country.DE).Value is not null;

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
}
