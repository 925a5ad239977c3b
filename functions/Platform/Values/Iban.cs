using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// Bank account numbers (ISO 13616). Parses and prints them, and removes them from texts in which their digits could be
/// mistaken for other numbers.
/// </summary>
internal static partial class Iban
{
    private const int Fewest = 15;
    private const int Most = 34;

    /// <summary>The number without separators, in capitals.</summary>
    public static Parsed<string> Parse(string? text)
    {
        var iban = Notation.Compact(text);
        return iban.Length is >= Fewest and <= Most && Start().IsMatch(iban) && LengthAt(iban, 0) == iban.Length
            ? iban
            : new Fault("This is not an IBAN.", "An IBAN with its check digits, for example DE02 1203 0000 0000 2020 51.");
    }

    /// <summary>Splits a number into groups of four, with no-break spaces.</summary>
    public static string Group(string iban) => string.Join('\u00A0', iban.Chunk(4).Select(group => new string(group)));

    /// <summary>Replaces every valid IBAN in a text by one <c>#</c>. An IBAN may contain blanks, as banks print it.</summary>
    /// <param name="text">ASCII text.</param>
    public static string Remove(string text)
    {
        var rest = new StringBuilder();
        var done = 0;
        foreach (Match match in Start().Matches(text))
        {
            if (match.Index < done || LengthAt(text, match.Index) is not (> 0 and var length))
                continue;

            rest.Append(text, done, match.Index - done).Append('#');
            done = match.Index + length;
        }

        return rest.Append(text, done, text.Length - done).ToString();
    }

    // ISO 7064 MOD 97-10: with the first four characters moved to the end and letters read as 10 to 35, the remainder is 1.
    // The length depends on the country, so the end is unknown and every end of a word is tried.
    private static int LengthAt(string text, int start)
    {
        var (body, count) = (0, 4);
        for (var i = start + 4; i < text.Length && count < Most; i++)
        {
            if (text[i] == ' ' && i + 1 < text.Length && text[i + 1] != ' ')
                continue;
            if (!char.IsAsciiLetterOrDigit(text[i]))
                break;

            body = Append(body, text[i]);
            count++;
            var atEndOfWord = i + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[i + 1]);
            if (count >= Fewest && atEndOfWord && text.AsSpan(start, 4).ToArray().Aggregate(body, Append) == 1)
                return i + 1 - start;
        }

        return 0;
    }

    private static int Append(int remainder, char character) => char.IsAsciiDigit(character)
        ? (remainder * 10 + (character - '0')) % 97
        : (remainder * 100 + (char.ToUpperInvariant(character) - 'A' + 10)) % 97;

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}")]
    private static partial Regex Start();
}
