using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>
/// A company's number in its country's commercial register, in canonical form. DE: <c>HRB 12345</c>, or <c>HRB 12345 B</c> with the
/// letters that some courts add (Handelsregisterverordnung; the court is a <see cref="RegisterCourt"/>). Cooperatives, partnerships,
/// associations and civil-law partnerships have their own registers: GnR, PR, VR, GsR. AT: <c>FN 123456d</c> (Firmenbuch, check letter).
/// CH: the <see cref="Uid"/>.
/// </summary>
public sealed partial record RegisterNumber
{
    // The check letter is the letter at index (number mod 17).
    private const string AustrianCheckLetters = "abdfghikmpstvwxyz";

    // Spelled as courts write them. The text to compare was converted to capitals by Notation.
    private static readonly string[] GermanRegisters = ["HRA", "HRB", "GnR", "PR", "VR", "GsR"];

    private RegisterNumber(string print) => Print = print;

    private string Print { get; }

    /// <summary>Takes blanks, dots, dashes, leading zeros and either case.</summary>
    public static Parsed<RegisterNumber> Parse(string? text, Country country) => country switch
    {
        Country.DE => ParseGerman(Notation.Compact(text)),
        Country.AT => ParseAustrian(Notation.Compact(text)),
        _ => Uid.Parse(text).Succeeded(out var uid, out var fault) ? new RegisterNumber(uid.ToString()) : fault,
    };

    /// <summary>The canonical form.</summary>
    public override string ToString() => Print;

    private static Parsed<RegisterNumber> ParseGerman(string compact)
    {
        if (German().Match(compact) is not { Success: true } match)
        {
            return new Fault(
                "This is not a number of a German register.",
                "HRA, HRB, GnR, PR, VR or GsR and up to 6 digits, for example HRB 12345 or HRB 12345 B; the court has its "
                + "own field.");
        }

        var section = GermanRegisters.First(register => register.Equals(match.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
        var (number, letters) = (match.Groups[2].Value, match.Groups[3].Value);
        return new RegisterNumber(letters.Length == 0 ? $"{section} {number}" : $"{section} {number} {letters}");
    }

    private static Parsed<RegisterNumber> ParseAustrian(string compact)
    {
        if (Austrian().Match(compact) is not { Success: true } match)
            return new Fault(
                "This is not a number of the Austrian Firmenbuch.", "FN, up to 6 digits and the check letter, for example FN 123456d.");

        var (number, letter) = (match.Groups[1].Value, char.ToLowerInvariant(match.Groups[2].ValueSpan[0]));
        if (AustrianCheckLetters[int.Parse(number, CultureInfo.InvariantCulture) % AustrianCheckLetters.Length] != letter)
            return new Fault(
                "The check letter of this Firmenbuch number is wrong.",
                "The number with its letter, as shown in the extract of the Firmenbuch.");

        return new RegisterNumber($"FN {number}{letter}");
    }

    [GeneratedRegex(@"^(HR[AB]|GNR|PR|VR|GSR)0*([1-9][0-9]{0,5})([A-Z]{0,3})\z")]
    private static partial Regex German();

    [GeneratedRegex(@"^FN0*([1-9][0-9]{0,5})([A-Z])\z")]
    private static partial Regex Austrian();
}
