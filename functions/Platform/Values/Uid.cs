using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// The Swiss enterprise identification number (Unternehmens-Identifikationsnummer), printed <c>CHE-100.155.212</c>.
/// Source: Swiss Federal Statistical Office, eCH-0097; the last digit is a check digit modulo 11.
/// </summary>
public sealed partial record Uid
{
    private static readonly int[] Weights = [5, 4, 3, 2, 7, 6, 5, 4];

    private Uid(string digits) => Digits = digits;

    /// <summary>The nine digits.</summary>
    public string Digits { get; }

    /// <summary>Accepts blanks, dots, dashes and lower case. The suffix of the VAT form is not part of the UID.</summary>
    public static Parsed<Uid> Parse(string? text)
    {
        const string expected = "CHE and 9 digits, for example CHE-100.155.212.";
        if (Form().Match(Notation.Compact(text)) is not { Success: true } match)
            return new Fault("This is not a Swiss UID.", expected);

        var digits = match.Groups[1].Value;
        if (digits is "123456789" or "000000000")
            return new Fault(
                "This is a placeholder, not the UID of a company.", "The company's own UID, as the UID register (uid.admin.ch) shows it.");
        if (!CheckDigitIsRight(digits))
            return new Fault(
                "The check digit of this UID is wrong.",
                "The UID as the UID register (uid.admin.ch) shows it; often two digits have been swapped.");

        return new Uid(digits);
    }

    /// <summary>The official notation, <c>CHE-100.155.212</c>.</summary>
    public override string ToString() => $"CHE-{Digits[..3]}.{Digits[3..6]}.{Digits[6..]}";

    // A result of 10 would need two digits. Such numbers are never issued, and 10 equals no last digit.
    private static bool CheckDigitIsRight(string digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Weights[i] * (digits[i] - '0');

        return (11 - sum % 11) % 11 == digits[8] - '0';
    }

    [GeneratedRegex(@"^CHE([0-9]{9})\z")]
    private static partial Regex Form();
}
