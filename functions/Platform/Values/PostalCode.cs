using System.Globalization;

namespace Accounts.Platform.Values;

/// <summary>
/// A postal code: DE 5 digits, 01001 to 99998 (Deutsche Post); AT 4 digits, 1000 to 9999 (Österreichische Post);
/// CH 4 digits, 1000 to 9658 (Swiss Post). Liechtenstein's 9485 to 9498 are in the Swiss range and not distinguished.
/// </summary>
public sealed record PostalCode
{
    private PostalCode(string digits) => Digits = digits;

    private string Digits { get; }

    /// <summary>Accepts outer blanks and invisible characters, but no country letters before the digits.</summary>
    public static Parsed<PostalCode> Parse(string? text, Country country)
    {
        var (length, first, last, expected) = country switch
        {
            Country.DE => (5, 1001, 99998, "The 5 digits of a German postal code, for example 80331."),
            Country.AT => (4, 1000, 9999, "The 4 digits of an Austrian postal code, for example 1010."),
            _ => (4, 1000, 9658, "The 4 digits of a Swiss postal code, for example 8001."),
        };
        var digits = Notation.Pasted(text);
        if (digits.Length != length || !digits.All(char.IsAsciiDigit))
            return new Fault("This does not have the form of a postal code of this country.", expected);
        if (int.Parse(digits, CultureInfo.InvariantCulture) is var number && (number < first || number > last))
            return new Fault("There is no such postal code in this country.", expected);

        return new PostalCode(digits);
    }

    /// <summary>The digits, with leading zero.</summary>
    public override string ToString() => Digits;
}
