using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Accounts.Platform.Values;

/// <summary>
/// A phone number in international form, <c>+498912345678</c> (ITU-T E.164: at most 15 digits), followed by an extension if
/// there is one, <c>+498912345678 ext. 12</c> (ITU-T E.123). It is only checked that the number is possible: country code and
/// length fit a numbering plan that libphonenumber knows.
/// </summary>
public sealed partial record PhoneNumber
{
    private const string Expected = "The number with its country code, for example +49 89 12345678, or a national one with its leading 0.";
    private const int MostDigits = 15;
    private const int FewestDigits = 7;

    private static readonly Fault TooShort = new(
        "The phone number is too short.", "The whole number with country code and area code, for example +49 89 12345678.");

    private static readonly Fault TooLong = new(
        "The phone number is too long.", "At most 15 digits with the country code, and no more than the country's numbers have.");

    private PhoneNumber(string print) => Print = print;

    private string Print { get; }

    /// <summary>
    /// Accepts <c>+49…</c>, <c>0049…</c>, and, if a country is given, a national number of it with its leading 0. Blanks, dots,
    /// dashes, slashes and parentheses are allowed, also <c>(0)</c> after the country code. An extension of up to six digits may
    /// follow: <c>DW 5</c>, <c>Durchwahl 12</c>, <c>ext. 5</c>, <c>x5</c>, <c>;ext=5</c>.
    /// </summary>
    public static Parsed<PhoneNumber> Parse(string? text, Country? country)
    {
        var typed = Notation.Pasted(text);
        if (typed.Length == 0)
            return new Fault("The phone number is missing.", Expected);
        if (Form().Match(typed) is not { Success: true } match)
            return Word().IsMatch(typed)
                ? new Fault(
                    "The phone number has words or dialling commands that are not understood.",
                    "One number, followed by its extension if it has one: +49 89 12345678 ext. 12.")
                : new Fault("This is not a phone number.", Expected);

        // "+49 (0) 89" is +49 89. In countries where the 0 is also dialled from abroad, such as Italy, it is kept.
        var compact = Grouping().Replace(TrunkZero().Replace(match.Groups["number"].Value, "$1"), "");
        if (compact[0] is not ('+' or '0'))
            return new Fault("The phone number has neither a country code nor a leading 0.", Expected);
        if (country is null && compact is ['0', not '0', ..])
            return new Fault("The phone number has no country code.", "The number with its country code, for example +49 89 12345678.");
        if (DoubledZero().IsMatch(compact))
            return new Fault(
                "After the country code there is one 0 too many.", "The area code without its leading 0, for example +49 89 12345678.");
        if (!ParseCompact(compact, country).Succeeded(out var number, out var fault))
            return fault;

        return match.Groups["extension"] is { Success: true, Value: var extension }
            ? new PhoneNumber($"{number} ext. {extension}")
            : number;
    }

    /// <summary>E.164 with the plus sign, no separators; then the extension.</summary>
    public override string ToString() => Print;

    private static Parsed<PhoneNumber> ParseCompact(string compact, Country? country)
    {
        // Loads its numbering plans lazily, each country's with the first number from there.
        var plans = PhoneNumberUtil.GetInstance();
        try
        {
            var number = plans.Parse(compact, (country ?? Country.DE).ToString());
            var print = plans.Format(number, PhoneNumberFormat.E164);
            return (print.Length - 1, plans.IsPossibleNumberWithReason(number)) switch
            {
                ( > MostDigits, _) or (_, PhoneNumberUtil.ValidationResult.TOO_LONG) => TooLong,
                ( >= FewestDigits, PhoneNumberUtil.ValidationResult.IS_POSSIBLE) => new PhoneNumber(print),
                (_, PhoneNumberUtil.ValidationResult.INVALID_LENGTH) =>
                    new Fault("The phone number has a length that no number of its country has.", Expected),
                _ => TooShort,
            };
        }
        catch (NumberParseException e)
        {
            return e.ErrorType switch
            {
                ErrorType.INVALID_COUNTRY_CODE => new Fault(
                    "No country has the country code of this phone number.", "A country code in use, for example +49, +43 or +41."),
                ErrorType.TOO_LONG => TooLong,
                _ => TooShort,
            };
        }
    }

    [GeneratedRegex("""
        ^(?<number>\(?\+?[0-9\p{Zs}\p{Pd}\u2212./()]*[0-9])
        (?:[\p{Zs}\p{Pd}/(]*
        (?:;ext=|(?:extension|ext|x|durchwahl|dw|nebenstelle|nst|klappe|kl|poste|interno|int|\#|,)[.:]?\p{Zs}*)
        (?<extension>[0-9]{1,6})\)?)?\z
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Form();

    // Any letter, and characters that phones use to dial or to pause.
    [GeneratedRegex(@"[\p{L}#*;,=]")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(\(?(?:\+|00)\s*(?!39|378)[1-9][0-9]{0,2}\)?[\s.-]*)\(0\)")]
    private static partial Regex TrunkZero();

    [GeneratedRegex(@"[\p{Zs}\p{Pd}\u2212./()]")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"^(?:\+|00)(?:49|43|41)0")]
    private static partial Regex DoubledZero();
}
