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

    /// <summary>The text of an unfolded header that <see cref="Encode"/> wrote; any other as it stands.</summary>
    public static string Decode(string header)
    {
        var words = Array.ConvertAll(header.Split(' ', StringSplitOptions.RemoveEmptyEntries), DecodeWord);
        return words.Contains(null) ? header : string.Concat(words);
    }

    private static string? DecodeWord(string word)
    {
        if (!word.StartsWith(WordStart, StringComparison.Ordinal) || !word.EndsWith(WordEnd, StringComparison.Ordinal))
            return null;
        var base64 = word.AsSpan(WordStart.Length)[..^WordEnd.Length];
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string Word(List<byte> chunk) => WordStart + Convert.ToBase64String(chunk.ToArray()) + WordEnd;
}
