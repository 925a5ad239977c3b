using System.Globalization;

namespace Accounts.Emulator.Tables;

/// <summary>Cuts a filter into parentheses, words and literal values.</summary>
internal static class FilterTokens
{
    /// <summary>A token: either a word (operator, property, parenthesis) or a value.</summary>
    internal readonly record struct Token(string? Word, object? Value);

    public static List<Token> Read(string filter)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < filter.Length;)
        {
            var c = filter[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '(' or ')')
            {
                tokens.Add(new(c.ToString(), null));
                at++;
            }
            else if (c == '\'')
            {
                tokens.Add(new(null, Quoted(filter, ref at)));
            }
            else
            {
                var start = at;
                while (at < filter.Length && !char.IsWhiteSpace(filter[at]) && filter[at] is not ('(' or ')' or '\''))
                    at++;
                var word = filter[start..at];
                tokens.Add(at < filter.Length && filter[at] == '\''
                    ? new(null, Prefixed(word, Quoted(filter, ref at)))
                    : char.IsAsciiDigit(c) || c is '-' or '+' or '.' ? new(null, Number(word)) : Word(word));
            }
        }

        return tokens;
    }

    private static string Quoted(string filter, ref int at)
    {
        var start = ++at;
        for (; at < filter.Length; at++)
        {
            if (filter[at] != '\'')
                continue;
            if (at + 1 >= filter.Length || filter[at + 1] != '\'')
                return filter[start..at++].Replace("''", "'", StringComparison.Ordinal);
            at++;
        }

        throw new FormatException("A string is not closed.");
    }

    private static object Prefixed(string prefix, string text) => prefix.ToUpperInvariant() switch
    {
        "DATETIME" =>
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "GUID" => Guid.Parse(text),
        "X" or "BINARY" => Convert.FromHexString(text),
        _ => throw new FormatException($"{prefix}'…' is not a literal."),
    };

    private static object Number(string word)
    {
        if (word[^1] is 'L' or 'l')
            return long.Parse(word.AsSpan(0, word.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return small;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large))
            return large;
        return double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static Token Word(string word) => word switch
    {
        "true" => new(null, true),
        "false" => new(null, false),
        "NaN" => new(null, double.NaN),
        "Infinity" or "INF" => new(null, double.PositiveInfinity),
        _ => new(word, null),
    };
}
