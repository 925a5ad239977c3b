using System.Text;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>Prepares texts for both forms of a mail.</summary>
internal static partial class MailText
{
    public static string Greeting(string? name, Language language)
    {
        var greeting = language.Pick("Guten Tag", "Hello", "Bonjour", "Buongiorno");
        return string.IsNullOrWhiteSpace(name) ? $"{greeting}," : $"{greeting} {name},";
    }

    public static string Regards(Language language) =>
        language.Pick("Mit freundlichen Grüßen", "Kind regards", "Meilleures salutations", "Cordiali saluti");

    /// <summary>
    /// Makes a text safe as one line of a mail. Names and messages come from strangers, and a mail that we sign must not lead to a
    /// page that somebody else chose. Control characters and line breaks become blanks. Web addresses, with or without
    /// <c>https://</c> or <c>www.</c>, get zero-width spaces, so that mail programs make no links of them. Amounts and e-mail
    /// addresses are kept, so that they can be copied; a click on the latter only opens an empty mail. The link of a mail is not
    /// passed through here.
    /// </summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        return EmailOrLinkPart()
            .Replace(line.ToString(), found => found.Groups["whole"].Success ? found.Value : found.Value + "\u200b")
            .Trim();
    }

    /// <summary>The lines of a longer text, each made safe by <see cref="Line"/>.</summary>
    public static IEnumerable<string> Lines(string text) => text.Trim().ReplaceLineEndings("\n").Split('\n').Select(Line);

    // Matches an amount or an e-mail address that is a word of its own, or a character that can make a link: the colon of a scheme,
    // the first of two backslashes (a network path), or a dot (of any kind that domain names allow) between other characters.
    // A text that continues after the domain is no e-mail address, nor one that starts with "www.": it could be a page with a user
    // name.
    [GeneratedRegex("""
        (?<![^\s("„«])(?<whole>-?[0-9][0-9’,]*\.[0-9]+)(?=[,;:!?)]*(?:\s|$))
        | (?<![^\s("„«])(?<whole>(?!www\.)[^\s@:/\\?#<>()"]+@[\p{L}\p{M}\p{N}.-]+)(?=[.,;:!?)"“»]*(?:\s|$))
        | :(?=//) | \\(?=\\) | (?<=\S)[.\u3002\uFF0E\uFF61](?=[\p{L}\p{M}\p{N}\p{Cs}])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmailOrLinkPart();
}
