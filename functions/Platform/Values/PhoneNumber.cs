using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// A phone number in international form, <c>+498912345678</c> (ITU-T E.164: at most 15 digits).
/// Says only that the number can exist. Lengths after the country code: DE 6 to 13 and AT 5 to 13 (both numbering plans
/// are open, and company numbers with extension grow long), CH 9, zone 1 10 (North American Numbering Plan).
/// </summary>
public sealed partial record PhoneNumber
{
    private const int MostDigits = 15;
    private const int FewestDigits = 7;

    private PhoneNumber(string print) => Print = print;

    private string Print { get; }

    /// <summary>
    /// Takes <c>+49…</c>, <c>0049…</c>, or a national number with its leading 0, which is one of the given country;
    /// with blanks, dots, dashes, slashes and parentheses, also <c>(0)</c> after the country code. No separate extension.
    /// </summary>
    public static Parsed<PhoneNumber> Parse(string? text, Country country)
    {
        const string expected = "The number with its country code, for example +49 89 12345678, or a national one with its leading 0.";
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
            return new Fault("The phone number is missing.", expected);
        if (Extension().IsMatch(typed))
            return new Fault("The phone number has a separate extension or dialling commands.", "One number without words, with the extension's digits at its end where it can be dialled directly.");

        // "+49 (0) 89" is +49 89. Where the 0 is part of the number abroad, as in Italy, it stays.
        var compact = Grouping().Replace(TrunkZero().Replace(typed, "$1"), "");
        if (!Dialled().IsMatch(compact))
            return new Fault("This is not a phone number.", expected);

        if (compact[0] == '+')
            return ParseInternational(compact[1..]);
        if (compact.StartsWith("00", StringComparison.Ordinal))
            return ParseInternational(compact[2..]);
        if (compact[0] == '0')
            return ParseInternational(CodeOf(country) + compact[1..]);

        return new Fault("The phone number has neither a country code nor a leading 0.", expected);
    }

    /// <summary>E.164 with the plus sign, no separators.</summary>
    public override string ToString() => Print;

    private static Parsed<PhoneNumber> ParseInternational(string digits)
    {
        if (CallingCodes.Of(digits) is not { } code)
            return new Fault("No country has the country code of this phone number.", "A country code in use, for example +49, +43 or +41.");

        var national = digits[code.Length..];
        if (code is "49" or "43" or "41" && national.StartsWith('0'))
            return new Fault("After the country code there is one 0 too many.", "The area code without its leading 0, for example +49 89 12345678.");

        var (fewest, most) = code switch
        {
            "49" => (6, 13),
            "43" => (5, 13),
            "41" => (9, 9),
            "1" => (10, 10),
            _ => (FewestDigits - code.Length, MostDigits - code.Length),
        };
        if (national.Length < fewest)
            return new Fault("The phone number is too short.", "The whole number with country code and area code, for example +49 89 12345678.");
        if (national.Length > most)
            return new Fault("The phone number is too long.", "At most 15 digits with the country code, and no more than the country's numbers have.");

        return new PhoneNumber($"+{digits}");
    }

    private static string CodeOf(Country country) => country switch
    {
        Country.DE => "49",
        Country.AT => "43",
        _ => "41",
    };

    // Any letter, and what phones dial or pause with.
    [GeneratedRegex(@"[\p{L}#*;,=]")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(\(?(?:\+|00)\s*(?!39|378)[1-9][0-9]{0,2}\)?[\s.-]*)\(0\)")]
    private static partial Regex TrunkZero();

    [GeneratedRegex(@"[\p{Zs}\p{Pd}\u2212./()]")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"^\+?[0-9]+\z")]
    private static partial Regex Dialled();
}
