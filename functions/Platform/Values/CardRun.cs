namespace Accounts.Platform.Values;

/// <summary>
/// Looks for card numbers in runs of digits. A number begins and ends where a group of digits does, for a card may stand
/// between other groups: a house number before it, the expiry after it. Zeros before it do not hide it, nor do digits that
/// stick to it in a group too long to be one: with more than 16 digits, a group is looked at from every digit on.
/// </summary>
internal static class CardRun
{
    private const int Shortest = 13;
    private const int Longest = 19;

    // The lengths looked for within a group, as bits: those of the cards in most wallets, and of American Express.
    private const int Usual = (1 << 16) | (1 << 15);

    // As in "4111 - 1111".
    private const int MostSeparators = 3;

    /// <param name="text">ASCII.</param>
    public static bool Search(string text)
    {
        // Of the present run: its digits, and before which of them a group begins; the end counts as one.
        var digits = new byte[text.Length];
        var begins = new bool[text.Length + 1];
        var (count, separators) = (0, 0);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                begins[count] = count == 0 || separators > 0;
                digits[count++] = (byte)(character - '0');
                separators = 0;
            }
            else if (count > 0 && (character is not (' ' or '.' or '-' or '/' or '_' or ',' or ':') || ++separators > MostSeparators))
            {
                if (HasCard(digits.AsSpan(0, count), begins))
                    return true;
                (count, separators) = (0, 0);
            }
        }

        return HasCard(digits.AsSpan(0, count), begins);
    }

    private static bool HasCard(ReadOnlySpan<byte> run, bool[] begins)
    {
        begins[run.Length] = true;
        var (group, end, afterZeros) = (0, 0, true);
        for (var start = 0; start + Shortest <= run.Length; start++)
        {
            if (begins[start])
            {
                (group, afterZeros) = (start, true);
                end = start + 1 + begins.AsSpan(start + 1).IndexOf(true);
            }

            var inside = end - group > 16 ? Usual : 0;
            if ((afterZeros || inside != 0) && StartsWithCard(run[start..], begins.AsSpan(start), afterZeros, inside, end - start))
                return true;
            afterZeros &= run[start] == 0;
        }

        return false;
    }

    private static bool StartsWithCard(ReadOnlySpan<byte> run, ReadOnlySpan<bool> begins, bool toGroupEnds, int inside, int group)
    {
        var lengths = CardIssuers.LengthsOf(run);
        if (lengths == 0)
            return false;
        for (var length = Shortest; length <= Longest && length <= run.Length; length++)
        {
            var counts = (toGroupEnds && begins[length]) || (length <= group && (inside & (1 << length)) != 0);
            if (counts && (lengths & (1 << length)) != 0 && LuhnIsRight(run[..length]))
                return true;
        }

        return false;
    }

    private static bool LuhnIsRight(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = digits[^(i + 1)] * (1 + i % 2);
            sum += product > 9 ? product - 9 : product;
        }

        return sum % 10 == 0;
    }
}
