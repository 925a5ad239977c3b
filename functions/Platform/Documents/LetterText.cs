using System.Globalization;

namespace Accounts.Platform.Documents;

/// <summary>Breaks text into lines.</summary>
internal static class LetterText
{
    /// <summary>
    /// Splits a text into lines of at most the given width. A word that is too long for a line is broken anywhere, but never
    /// inside a visible character (grapheme).
    /// </summary>
    /// <param name="text">May contain line feeds, which are kept.</param>
    /// <param name="style">The style of the text.</param>
    /// <param name="width">In points; wider than any single character.</param>
    public static IReadOnlyList<string> Wrap(string text, TextStyle style, double width) =>
        [.. text.Split('\n').SelectMany(paragraph => WrapParagraph(paragraph, style, width))];

    private static List<string> WrapParagraph(string paragraph, TextStyle style, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + ' ' + word;
            if (style.Measure(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (style.Measure(line) > width)
            {
                var room = RoomFor(line, style, width);
                lines.Add(line[..room]);
                line = line[room..];
            }
        }

        lines.Add(line);
        return lines;
    }

    // How many characters of a word fit. At least one, so that the loop ends.
    private static int RoomFor(string word, TextStyle style, double width)
    {
        var room = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(word).Skip(1))
        {
            if (style.Measure(word[..start]) > width)
                break;
            room = start;
        }

        return room > 0 ? room : StringInfo.GetNextTextElementLength(word);
    }
}
