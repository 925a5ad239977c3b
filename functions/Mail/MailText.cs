using System.Text;
using Accounts.Organizations;

namespace Accounts.Mail;

/// <summary>Texts as both forms of a mail need them.</summary>
internal static class MailText
{
    public static string Greeting(string? name, Language language)
    {
        var greeting = language == Language.German ? "Guten Tag" : "Hello";
        return string.IsNullOrWhiteSpace(name) ? $"{greeting}," : $"{greeting} {name},";
    }

    public static string Regards(Language language) => language == Language.German ? "Mit freundlichen Grüßen" : "Kind regards";

    /// <summary>
    /// One line that says what it seems to say. Names and messages come from strangers: what would break the line becomes
    /// a blank, and an address in them gets an invisible break, so that mail programs do not make a link of it. A mail
    /// that we sign must not lead to a place that somebody else chose.
    /// </summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        return line.Replace("://", ":\u200b//").ToString().Trim();
    }

    /// <summary>The lines of a longer text, each as <see cref="Line"/> has it.</summary>
    public static IEnumerable<string> Lines(string text) => text.Trim().ReplaceLineEndings("\n").Split('\n').Select(Line);
}
