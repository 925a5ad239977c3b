using System.Globalization;

namespace Accounts.Platform.Mail;

/// <summary>Renders a mail as plain text: lines of at most 76 characters, except links, which are whole and on their own line.</summary>
public static class PlainTextMail
{
    private const int Width = 76;

    /// <summary>The whole text; lines end with a line feed.</summary>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name, as the signature.</param>
    public static string Render(MailContent content, string provider)
    {
        string[] closing = [MailText.Regards(content.Language), .. Wrap(provider)];
        var parts = content.Blocks.Select(block => Lines(block, content)).Append(closing);
        return string.Join("\n\n", parts.Select(lines => string.Join('\n', lines))) + "\n";
    }

    private static IEnumerable<string> Lines(MailBlock block, MailContent content) => block switch
    {
        Greeting greeting => Wrap(MailText.Greeting(greeting.Name, content.Language)),
        Paragraph paragraph => Wrap(paragraph.Text),
        Note note => Wrap(note.Text),
        Points points => points.Texts.SelectMany(text => Wrap(text, "- ", "  ")),
        Facts facts => Table(facts),
        Link link => [.. Wrap($"{link.Label}:"), link.Target.AbsoluteUri],
        Quote quote => MailText.Lines(quote.Text).SelectMany(line => Wrap(line, "> ", "> ")),
        _ => throw new NotSupportedException($"No plain text for {block.GetType().Name}."),
    };

    private static IEnumerable<string> Table(Facts facts)
    {
        var column = facts.Rows.Max(row => row.Label.Length) + 2;
        return facts.Rows.SelectMany(row => Wrap(row.Value, $"{row.Label}:".PadRight(column), new string(' ', column)));
    }

    // Breaks at blanks. A word that is too long for a line is broken anywhere, but never inside a visible character (grapheme).
    private static List<string> Wrap(string text, string first = "", string others = "")
    {
        var lines = new List<string>();
        var (line, length, isEmpty) = (first, first.Length, true);
        foreach (var word in MailText.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = new StringInfo(word);
            if (!isEmpty && length + 1 + rest.LengthInTextElements > Width)
                Break();
            while (length + (isEmpty ? 0 : 1) + rest.LengthInTextElements > Width)
            {
                var room = Width - length;
                line += rest.SubstringByTextElements(0, room);
                rest = new StringInfo(rest.SubstringByTextElements(room));
                Break();
            }

            line += isEmpty ? rest.String : $" {rest.String}";
            length += rest.LengthInTextElements + (isEmpty ? 0 : 1);
            isEmpty = false;
        }

        lines.Add(line.TrimEnd());
        return lines;

        void Break()
        {
            lines.Add(line);
            (line, length, isEmpty) = (others, others.Length, true);
        }
    }
}
