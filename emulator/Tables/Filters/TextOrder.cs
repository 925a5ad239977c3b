namespace Accounts.Emulator.Tables;

/// <summary>
/// Order of text by code point, as SQLite orders UTF-8. Differs from ordinal comparison only between
/// surrogates and U+E000 to U+FFFF, but an index and a filter that disagree would lose entities.
/// </summary>
internal static class TextOrder
{
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
                return Rank(left[i]) - Rank(right[i]);
        }

        return left.Length - right.Length;
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
