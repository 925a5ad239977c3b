namespace Accounts.Platform;

/// <summary>The number ranges of the card schemes that are seen in Europe, as the schemes publish them.</summary>
internal static class CardIssuers
{
    // First and last prefix of a range, and the lengths of its numbers.
    private static readonly (string First, string Last, int[] Lengths)[] Ranges =
    [
        ("4", "4", [13, 16, 19]), // Visa
        ("51", "55", [16]), // Mastercard
        ("2221", "2720", [16]),
        ("34", "34", [15]), // American Express
        ("37", "37", [15]),
        ("6011", "6011", [16, 17, 18, 19]), // Discover
        ("644", "659", [16, 17, 18, 19]),
        ("300", "305", [14, 15, 16, 17, 18, 19]), // Diners Club
        ("3095", "3095", [14, 15, 16, 17, 18, 19]),
        ("36", "36", [14, 15, 16, 17, 18, 19]),
        ("38", "39", [14, 15, 16, 17, 18, 19]),
        ("3528", "3589", [16, 17, 18, 19]), // JCB
        ("62", "62", [16, 17, 18, 19]), // UnionPay
        ("8100", "8171", [16, 17, 18, 19]),
        ("50", "50", [13, 14, 15, 16, 17, 18, 19]), // Maestro
        ("56", "58", [13, 14, 15, 16, 17, 18, 19]),
        ("6304", "6304", [13, 14, 15, 16, 17, 18, 19]),
        ("639", "639", [13, 14, 15, 16, 17, 18, 19]),
        ("67", "67", [13, 14, 15, 16, 17, 18, 19]),
    ];

    /// <summary>Whether a scheme has numbers with this beginning and length.</summary>
    /// <param name="digits">The whole number, ASCII digits.</param>
    public static bool Know(string digits) => Ranges.Any(range =>
        range.Lengths.Contains(digits.Length)
        && string.CompareOrdinal(digits, 0, range.First, 0, range.First.Length) >= 0
        && string.CompareOrdinal(digits, 0, range.Last, 0, range.Last.Length) <= 0);
}
