using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Access;

/// <summary>A customer number (Kundennummer): 7 digits, the first not 0. The store ensures that it is unique and never reused.</summary>
public sealed partial record CustomerNumber
{
    private CustomerNumber(string digits) => Digits = digits;

    private string Digits { get; }

    /// <summary>One of 9 million at random, so that a number does not reveal how many customers there are.</summary>
    public static CustomerNumber Random() =>
        new(RandomNumberGenerator.GetInt32(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture));

    /// <summary>Accepts blanks, dots and dashes.</summary>
    public static Parsed<CustomerNumber> Parse(string? text)
    {
        var digits = Notation.Compact(text);
        if (!Form().IsMatch(digits))
            return new Fault("This is not a customer number.", "7 digits, the first not 0, as printed on every invoice.");

        return new CustomerNumber(digits);
    }

    /// <summary>The 7 digits.</summary>
    public override string ToString() => Digits;

    [GeneratedRegex(@"^[1-9][0-9]{6}\z")]
    private static partial Regex Form();
}
