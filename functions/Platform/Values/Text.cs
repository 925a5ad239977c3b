using System.Globalization;
using System.Text;
using Accounts.Platform.Fonts;

namespace Accounts.Platform.Values;

/// <summary>Parses texts that people read: a name, a street, a city.</summary>
public static class Text
{
    /// <summary>
    /// One line without outer blanks, in Unicode normalization form C. Refuses characters that are invisible or change how the
    /// rest is shown: control and formatting characters (such as bidirectional overrides, Unicode TR36), line separators, broken
    /// surrogates, private and unassigned code points. The joiners U+200C and U+200D are allowed, because some scripts need them.
    /// Also refuses payment card numbers; see <see cref="CardNumber"/>.
    /// </summary>
    /// <param name="value">What the user typed.</param>
    /// <param name="minLength">Least number of code points, as JSON Schema counts <c>minLength</c>.</param>
    /// <param name="maxLength">Largest number of code points.</param>
    public static Parsed<string> Parse(string? value, int minLength, int maxLength) => WithoutCards(Line(value, minLength, maxLength));

    private static Parsed<string> Line(string? value, int minLength, int maxLength)
    {
        var trimmed = (value ?? "").Trim();
        foreach (var rune in trimmed.EnumerateRunes())
        {
            if (!IsVisible(rune))
                return new Fault("This has a control, formatting or undefined character.", "Plain text on one line.");
        }

        var text = trimmed.Normalize(NormalizationForm.FormC);
        var length = text.EnumerateRunes().Count();
        if (length == 0 && minLength > 0)
            return new Fault("This is missing or empty.", Expected(minLength, maxLength));
        if (length > 0 && !text.EnumerateRunes().Any(IsSeen))
            return new Fault("This has no visible character.", Expected(minLength, maxLength));
        if (length < minLength)
            return new Fault("This is too short.", Expected(minLength, maxLength));
        if (length > maxLength)
            return new Fault("This is too long.", Expected(minLength, maxLength));

        return text;
    }

    /// <summary>
    /// A text of several lines, each with the rules of <see cref="Parse"/>. Line ends become line feeds. Inner empty lines are kept.
    /// </summary>
    /// <param name="value">What the user typed.</param>
    /// <param name="minLength">Least number of code points.</param>
    /// <param name="maxLength">Largest number of code points, line feeds included.</param>
    public static Parsed<string> ParseLines(string? value, int minLength, int maxLength)
    {
        var lines = new List<string>();
        foreach (var line in (value ?? "").Trim().ReplaceLineEndings("\n").Split('\n'))
        {
            if (!Line(line, 0, maxLength).Succeeded(out var text, out var fault))
                return fault with { Expected = Expected(minLength, maxLength) };
            lines.Add(text);
        }

        var whole = string.Join('\n', lines);
        var length = whole.EnumerateRunes().Count();
        return length < minLength ? new Fault("This is missing or empty.", Expected(minLength, maxLength))
            : length > maxLength ? new Fault("This is too long.", Expected(minLength, maxLength))
            : WithoutCards(whole);
    }

    /// <summary>A line that documents print: as <see cref="Parse"/>, and only with characters that their fonts have.</summary>
    /// <param name="value">What the user typed.</param>
    /// <param name="minLength">Least number of code points.</param>
    /// <param name="maxLength">Largest number of code points.</param>
    public static Parsed<string> ParsePrinted(string? value, int minLength, int maxLength) => Printable(Parse(value, minLength, maxLength));

    /// <summary>Lines that documents print: as <see cref="ParseLines"/>, and only with characters that their fonts have.</summary>
    /// <param name="value">What the user typed.</param>
    /// <param name="minLength">Least number of code points.</param>
    /// <param name="maxLength">Largest number of code points, line feeds included.</param>
    public static Parsed<string> ParsePrintedLines(string? value, int minLength, int maxLength) =>
        Printable(ParseLines(value, minLength, maxLength));

    /// <summary>
    /// Another party's reference that documents print, such as the number of a purchase order; empty when there is none. It is often
    /// pasted from mails and PDFs, so invisible characters are dropped.
    /// </summary>
    /// <param name="value">What the user typed.</param>
    /// <param name="maxLength">Largest number of code points.</param>
    public static Parsed<string> ParseReference(string? value, int maxLength) => ParsePrinted(Notation.Pasted(value), 0, maxLength);

    private static Parsed<string> WithoutCards(Parsed<string> parsed) => CardNumber.IsIn(parsed.Value) ? CardNumber.Fault : parsed;

    // The message names the code point, because many characters look alike.
    private static Parsed<string> Printable(Parsed<string> parsed) =>
        parsed.Value is { } text && DocumentFonts.Current.FirstNotShown(text) is { } rune
            ? new Fault(
                string.Create(CultureInfo.InvariantCulture, $"Documents cannot show the character U+{rune.Value:X4} ({rune})."),
                "The text without this character, for example in Latin letters.")
            : parsed;

    /// <summary>
    /// A name from an external source, such as a company's name in a register. Nobody can be asked to correct it, so invisible
    /// characters are removed and a long text is cut. Null when nothing is left.
    /// </summary>
    public static string? OfOthers(string? value, int maxLength)
    {
        var seen = (value ?? "").ReplaceLineEndings("\n").EnumerateRunes().Where(rune => rune.Value == '\n' || IsVisible(rune)).ToList();
        var text = string.Concat(seen.Take(maxLength)).Trim();
        return text.EnumerateRunes().Any(IsSeen) ? text : null;
    }

    // Not visible: blanks, combining marks, and default-ignorable characters (Unicode DerivedCoreProperties), such as the Hangul
    // fillers, which count as letters. The empty Braille pattern looks like a blank.
    private static bool IsSeen(Rune rune) =>
        IsVisible(rune)
        && rune.Value is not (0x200C or 0x200D or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static string Expected(int minLength, int maxLength) =>
        string.Create(CultureInfo.InvariantCulture, $"{minLength} to {maxLength} characters.");

    // A broken surrogate is enumerated as U+FFFD, which means "unreadable" in any text and is refused.
    private static bool IsVisible(Rune rune) =>
        rune.Value is 0x200C or 0x200D || rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
