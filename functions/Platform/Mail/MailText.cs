using System.Text;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>Texts as both forms of a mail need them.</summary>
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
    /// One line that says what it seems to say. Names and messages come from strangers: what would break the line becomes
    /// a blank, and web addresses get invisible breaks, with and without <c>https://</c> or <c>www.</c>, so that mail programs
    /// make no links of them. A mail that we sign must not lead to a page that somebody else chose. Amounts and e-mail addresses
    /// stay whole, to be copied; at most the latter open an empty mail. The one link of a mail does not come through here.
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

    /// <summary>The lines of a longer text, each as <see cref="Line"/> has it.</summary>
    public static IEnumerable<string> Lines(string text) => text.Trim().ReplaceLineEndings("\n").Split('\n').Select(Line);

    // Either an amount or an e-mail address as a word of its own, or what can make a link: the colon of a scheme, the first of two
    // backslashes (a network path), and a dot, also of the kinds that count in domain names, between what is no blank.
    // Nothing that goes on after the domain is an e-mail address, nor what starts like a page with a user name.
    [GeneratedRegex("""
        (?<![^\s("„«])(?<whole>-?[0-9][0-9’,]*\.[0-9]+)(?=[,;:!?)]*(?:\s|$))
        | (?<![^\s("„«])(?<whole>(?!www\.)[^\s@:/\\?#<>()"]+@[\p{L}\p{M}\p{N}.-]+)(?=[.,;:!?)"“»]*(?:\s|$))
        | :(?=//) | \\(?=\\) | (?<=\S)[.\u3002\uFF0E\uFF61](?=[\p{L}\p{M}\p{N}\p{Cs}])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmailOrLinkPart();
}
