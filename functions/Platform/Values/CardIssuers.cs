using System.Globalization;

namespace Accounts.Platform.Values;

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

    // By the first four digits: bit n is set where numbers of n digits exist. Every range is told apart by that many.
    private static readonly int[] LengthsByPrefix = [.. Enumerable.Range(0, 10_000).Select(prefix => Ranges
        .Where(range => Within(prefix.ToString("0000", CultureInfo.InvariantCulture), range.First, range.Last))
        .SelectMany(range => range.Lengths)
        .Aggregate(0, (mask, length) => mask | (1 << length)))];

    /// <summary>The lengths of the numbers that begin like this, as bits: bit 16 is set where there are some of 16 digits.</summary>
    /// <param name="digits">Values from 0 to 9, four at least.</param>
    public static int LengthsOf(ReadOnlySpan<byte> digits) => LengthsByPrefix[digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]];

    private static bool Within(string prefix, string first, string last) =>
        string.CompareOrdinal(prefix, 0, first, 0, first.Length) >= 0 && string.CompareOrdinal(prefix, 0, last, 0, last.Length) <= 0;
}
