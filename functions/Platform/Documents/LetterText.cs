using System.Globalization;

namespace Accounts.Platform.Documents;

/// <summary>Breaks text into lines of a width.</summary>
internal static class LetterText
{
    /// <summary>
    /// The lines of a text, each as wide as there is room for at the most. A word that is too long for a line is broken
    /// anywhere, but not within a character as readers see it.
    /// </summary>
    /// <param name="text">May have line feeds, which stay.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="width">In points; more than any one character has.</param>
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

    // How many characters of a word fit; one at the least, so that it ends.
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
