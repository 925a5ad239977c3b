using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// Finds payment card numbers in user input; they are never stored (PCI DSS 3.x). A match is a whole number with an issuer's
/// prefix and length (ISO/IEC 7812-1 and the card schemes' published ranges) and a right Luhn digit, in one piece or in the
/// groups that cards print. About 1 in 27 separate numbers of 16 digits matches by accident and is refused. UUIDs, EANs,
/// IBANs, creditor references and phone numbers never match.
/// </summary>
public static partial class CardNumber
{
    private const int Longest = 19;

    // As in "4111 - 1111".
    private const int MostSeparators = 3;

    /// <summary>The refusal of a text with a card number.</summary>
    public static Fault Fault { get; } = new(
        "This looks like the number of a payment card.",
        "No card number: enter the card at the payment provider, and send only its token.");

    /// <summary>
    /// Whether the text contains a card number. Its digits may be of any script, and in one piece, single, in groups of four, or
    /// as American Express and Diners Club print them (4-6-5, 4-6-4). Up to three separator characters may be between groups.
    /// </summary>
    public static bool IsIn(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        var words = Word().Matches(Iban.Remove(ToAscii(text)));
        return Enumerable.Range(0, words.Count).Any(first => BeginsAt(words, first));
    }

    private static bool BeginsAt(MatchCollection words, int first)
    {
        var digits = "";
        var sizes = new List<int>();
        for (var i = first; i < words.Count && words[i].Value.All(char.IsAsciiDigit); i++)
        {
            if (i > first && words[i].Index - words[i - 1].Index - words[i - 1].Length > MostSeparators)
                return false;
            digits += words[i].Value;
            sizes.Add(words[i].Length);
            if (digits.Length > Longest)
                return false;
            if (IsPrintedLike(sizes) && CardIssuers.Issue(digits) && LuhnIsRight(digits))
                return true;
        }

        return false;
    }

    // In one piece; in groups of four (the last may be shorter) or single digits; or 4-6-5 and 4-6-4.
    private static bool IsPrintedLike(List<int> sizes) => sizes switch
    {
        [_] or [4, 6, 4 or 5] => true,
        [1 or 4, .., var last] => last <= sizes[0] && sizes.SkipLast(1).All(size => size == sizes[0]),
        _ => false,
    };

    private static bool LuhnIsRight(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[^(i + 1)] - '0') * (1 + i % 2);
            sum += product > 9 ? product - 9 : product;
        }

        return sum % 10 == 0;
    }

    // Digits of every script become ASCII, letters of other scripts 'x', everything else a separator. Invisible ones are removed.
    private static string ToAscii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
                ascii.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (Rune.IsLetter(rune))
                ascii.Append(rune.IsAscii ? (char)rune.Value : 'x');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
                ascii.Append(Rune.IsWhiteSpace(rune) ? ' ' : '-');
        }

        return ascii.ToString();
    }

    [GeneratedRegex("[0-9A-Za-z]+")]
    private static partial Regex Word();
}
