using System.Text.RegularExpressions;

namespace Accounts.Platform.Values;

/// <summary>
/// A company's VAT id in canonical form: <c>DE136695976</c>, <c>ATU13585627</c>, <c>CHE-100.155.212 MWST</c>.
/// It is only checked that the id is possible. The official register (VIES, UID register) knows whether it exists.
/// Sources: DE: Bundeszentralamt für Steuern, ISO 7064 MOD 11,10. AT: Bundesministerium für Finanzen, Luhn sum.
/// CH: see <see cref="Uid"/>; the suffix MWST, TVA or IVA (Art. 66 MWSTG) is optional and kept as given.
/// </summary>
public sealed partial record VatId
{
    private VatId(Country country, string number, string print) => (Country, Number, Print) = (country, number, print);

    /// <summary>The country of the id, which is the account's.</summary>
    public Country Country { get; }

    /// <summary>The id without separators and suffix, for comparing: <c>DE136695976</c>, <c>ATU13585627</c>, <c>CHE100155212</c>.</summary>
    public string Number { get; }

    /// <summary>MWST, TVA or IVA after a Swiss id: the company claims to be registered for VAT. Null when there is none.</summary>
    public string? Suffix => Print.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? Print[(blank + 1)..] : null;

    private string Print { get; }

    /// <summary>Two ids are equal if their numbers are. The suffix of a Swiss id differs only by language.</summary>
    public bool Equals(VatId? other) => other is not null && Number == other.Number;

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Number);

    /// <summary>Accepts blanks, dots, dashes and lower case.</summary>
    public static Parsed<VatId> Parse(string? text, Country country)
    {
        var compact = Notation.Compact(text);
        if (Form(country).Match(compact) is not { Success: true } match)
        {
            var other = Enum.GetValues<Country>().Any(any => any != country && Form(any).IsMatch(compact));
            return new Fault(
                other
                    ? $"This is the VAT id of another country, not a {Adjective(country)} one."
                    : $"This is not a {Adjective(country)} VAT id.",
                Expected(country));
        }

        if (country == Country.CH)
            return ParseSwiss(match);

        var digits = match.Groups[1].Value;
        if (IsPlaceholder(digits))
            return new Fault("This is a placeholder, not the VAT id of a company.", "The company's own VAT id, as its tax office gave it.");
        if (digits[^1] - '0' != (country == Country.DE ? GermanCheckDigit(digits) : AustrianCheckDigit(digits)))
            return new Fault(
                "The check digit of this VAT id is wrong.", "The VAT id as the tax office gave it; often two digits have been swapped.");

        return new VatId(country, compact, compact);
    }

    /// <summary>The canonical form.</summary>
    public override string ToString() => Print;

    private static Parsed<VatId> ParseSwiss(Match match)
    {
        if (!Uid.Parse(match.Groups[1].Value).Succeeded(out var uid, out var fault))
            return fault;

        var suffix = match.Groups[2].Value;
        return new VatId(Country.CH, match.Groups[1].Value, suffix.Length == 0 ? $"{uid}" : $"{uid} {suffix}");
    }

    // What people type when they have no id. Tested before the check digit, so that the message is the right one.
    private static bool IsPlaceholder(string digits) => digits is "123456789" or "12345678" || digits.AsSpan()[..^1].Trim('0').IsEmpty;

    // ISO 7064 MOD 11,10.
    private static int GermanCheckDigit(string digits)
    {
        var product = 10;
        foreach (var digit in digits.AsSpan(0, 8))
        {
            var sum = (digit - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }

        return (11 - product) % 10;
    }

    // (6 − Luhn sum of the first seven) mod 10.
    private static int AustrianCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            var product = (digits[i] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += product / 10 + product % 10;
        }

        return (96 - sum) % 10;
    }

    private static string Adjective(Country country) => country switch
    {
        Country.DE => "German",
        Country.AT => "Austrian",
        _ => "Swiss",
    };

    private static string Expected(Country country) => country switch
    {
        Country.DE => "DE and 9 digits, the first not 0, for example DE136695976; the tax number (Steuernummer) is something else.",
        Country.AT => "ATU and 8 digits, for example ATU13585627.",
        _ => "The UID, with MWST, TVA or IVA after it if wanted, for example CHE-100.155.212 MWST.",
    };

    private static Regex Form(Country country) => country switch
    {
        Country.DE => German(),
        Country.AT => Austrian(),
        _ => Swiss(),
    };

    [GeneratedRegex(@"^DE([1-9][0-9]{8})\z")]
    private static partial Regex German();

    [GeneratedRegex(@"^ATU([0-9]{8})\z")]
    private static partial Regex Austrian();

    [GeneratedRegex(@"^(CHE[0-9]{9})(MWST|TVA|IVA)?\z")]
    private static partial Regex Swiss();
}
