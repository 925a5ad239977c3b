using System.Text;

namespace Accounts.Emulator.Email;

/// <summary>Text in mail headers: encoded words of RFC 2047 where ASCII does not do.</summary>
internal static class HeaderText
{
    // An encoded word has at most 75 characters, 12 of them frame; base64 makes 4 of 3 bytes.
    private const int BytesPerWord = 45;

    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    /// <summary>The text on one or more folded lines. Line breaks become spaces, so that no text can add a header.</summary>
    public static string Encode(string text)
    {
        text = text.ReplaceLineEndings(" ");
        if (Ascii.IsValid(text) && !text.Any(char.IsControl) && !text.Contains("=?", StringComparison.Ordinal) && text.Length < 200)
            return text;
        return EncodeWords(text);
    }

    public static string EncodeWords(string text)
    {
        var words = new List<string>();
        var chunk = new List<byte>(BytesPerWord);
        Span<byte> buffer = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = buffer[..rune.EncodeToUtf8(buffer)];
            // A character is never cut: each word is whole UTF-8 by itself.
            if (chunk.Count + bytes.Length > BytesPerWord)
            {
                words.Add(Word(chunk));
                chunk.Clear();
            }

            chunk.AddRange(bytes);
        }

        words.Add(Word(chunk));
        return string.Join("\r\n ", words);
    }

    /// <summary>The text of an unfolded header that <see cref="Encode"/> wrote.</summary>
    public static string Decode(string header)
    {
        if (!header.StartsWith(WordStart, StringComparison.Ordinal))
            return header;
        var words = header.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Convert.FromBase64String(word[WordStart.Length..^WordEnd.Length]));
        return string.Concat(words.Select(Encoding.UTF8.GetString));
    }

    private static string Word(List<byte> chunk) => WordStart + Convert.ToBase64String(chunk.ToArray()) + WordEnd;
}
