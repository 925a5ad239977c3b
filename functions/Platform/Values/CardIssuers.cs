namespace Accounts.Platform.Values;

/// <summary>
/// The number ranges and lengths of the card schemes that are used in Europe, as the schemes publish them. Old Visa cards with
/// 13 digits are left out, because EANs of German products have the same form.
/// </summary>
internal static class CardIssuers
{
    // First and last prefix of a range, and the lengths of its numbers.
    private static readonly (string First, string Last, int[] Lengths)[] Ranges =
    [
        ("4", "4", [16, 19]), // Visa
        ("51", "55", [16]), // Mastercard
        ("2221", "2720", [16]),
        ("34", "34", [15]), // American Express
        ("37", "37", [15]),
        ("6011", "6011", [16, 19]), // Discover
        ("644", "659", [16, 19]),
        ("300", "305", [14, 16]), // Diners Club
        ("3095", "3095", [14, 16]),
        ("36", "36", [14, 16]),
        ("38", "39", [14, 16]),
        ("3528", "3589", [16, 19]), // JCB
        ("62", "62", [16, 19]), // UnionPay
        ("8100", "8171", [16, 19]),
        ("50", "50", [16, 18, 19]), // Maestro
        ("56", "58", [16, 18, 19]),
        ("6304", "6304", [16, 18, 19]),
        ("639", "639", [16, 18, 19]),
        ("67", "67", [16, 18, 19]),
    ];

    /// <summary>Whether an issuer has numbers with this prefix and length.</summary>
    public static bool Issue(string digits) =>
        Ranges.Any(range => range.Lengths.Contains(digits.Length)
            && string.CompareOrdinal(digits, 0, range.First, 0, range.First.Length) >= 0
            && string.CompareOrdinal(digits, 0, range.Last, 0, range.Last.Length) <= 0);
}
