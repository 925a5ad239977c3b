using System.Globalization;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>
/// An e-mail address as defined by RFC 5321 and RFC 6531 (international addresses): a dot-atom, <c>@</c> and a domain of two
/// or more labels; at most 254 octets in UTF-8, 64 of them before the <c>@</c>. The RFCs also allow quoted local parts,
/// comments and IP addresses. These are refused: no real customer has them, and mail programs treat them differently.
/// </summary>
public sealed record EmailAddress
{
    private const int MostOctets = 254;
    private const int MostLocalOctets = 64;
    private const string Form = "An address like name@example.com, without a name or brackets around it.";

    // UTS #46, non-transitional: straße.de and strasse.de are different domains.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string print, string key) => (Print, Key) = (print, key);

    /// <summary>
    /// The form for comparison and search: all in lower case, the domain in A-labels (RFC 5890). Mail systems may distinguish
    /// upper and lower case before the <c>@</c>. In practice none does, and two accounts that differ only in case are a mistake.
    /// </summary>
    public string Key { get; }

    private string Print { get; }

    /// <summary>Two addresses are the same when their keys are.</summary>
    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>Accepts outer blanks, invisible characters at the ends, and any normalization form; keeps the spelling.</summary>
    public static Parsed<EmailAddress> Parse(string? text)
    {
        var typed = Notation.PastedEnds(text);
        if (typed.Length == 0)
            return new Fault("The e-mail address is missing.", Form);
        if (typed.EnumerateRunes().Any(IsUnsafe))
            return new Fault("The e-mail address has a space, a control character or another character that is not allowed.", Form);

        var address = typed.Normalize(NormalizationForm.FormC);
        if (Encoding.UTF8.GetByteCount(address) > MostOctets)
            return new Fault("The e-mail address is too long.", "At most 254 octets, 64 of them before the @.");
        if (address.StartsWith('"'))
            return new Fault("E-mail addresses with a quoted part before the @ are not supported.", Form);
        if (address.IndexOfAny(['(', ')']) >= 0)
            return new Fault("E-mail addresses with comments are not supported.", Form);

        var at = address.LastIndexOf('@');
        if (at < 0)
            return new Fault("The e-mail address has no @.", Form);

        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (LocalFault(local) is { } fault)
            return fault;
        if (domain.StartsWith('[') || IsNumber(domain.Split('.')[^1]))
            return new Fault("E-mail addresses with an IP address are not supported.", Form);
        if (ToAscii(domain) is not { } ascii)
            return new Fault(
                "The domain of the e-mail address is not valid.", "A domain with at least one dot after the @, for example example.com.");

        var key = $"{local.ToLowerInvariant().Normalize(NormalizationForm.FormC)}@{ascii}";
        if (Encoding.UTF8.GetByteCount(key) > MostOctets)
            return new Fault("The e-mail address is too long.", "At most 254 octets, with an international domain in its ASCII form.");

        return new EmailAddress(address, key);
    }

    /// <summary>The address as typed, in normalization form C.</summary>
    public override string ToString() => Print;

    private static Fault? LocalFault(string local)
    {
        if (Encoding.UTF8.GetByteCount(local) > MostLocalOctets)
            return new Fault("The part of the e-mail address before the @ is too long.", "At most 64 octets before the @.");
        if (local.Split('.').Any(atom => atom.Length == 0 || !atom.All(IsAtomText)))
            return new Fault(
                "The part of the e-mail address before the @ is not valid.",
                "Letters, digits and signs such as - _ + before the @, with single dots between them.");

        return null;
    }

    // The domain in lower-case A-labels; null when it is not valid or has a single label.
    private static string? ToAscii(string domain)
    {
        try
        {
            // Throws for what RFC 5890 forbids: empty or long labels, outer hyphens, signs, A-labels that decode to nothing.
            var ascii = Idn.GetAscii(domain.ToLowerInvariant()).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length < 2 || labels[^1].Length == 0 || IsNumber(labels[^1]) || labels.Any(HasReservedHyphens) ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsNumber(string label) => label.Length > 0 && label.All(char.IsAsciiDigit);

    // RFC 5890 2.3.1: "--" in third and fourth place is reserved for A-labels.
    private static bool HasReservedHyphens(string label) =>
        label.Length > 3 && label[2] == '-' && label[3] == '-' && !label.StartsWith("xn--", StringComparison.Ordinal);

    // RFC 5322 atext, and any character that is not ASCII (RFC 6531). Unsafe characters have been refused before.
    private static bool IsAtomText(char character) =>
        !char.IsAscii(character)
            || char.IsAsciiLetterOrDigit(character)
            || "!#$%&'*+-/=?^_`{|}~".Contains(character, StringComparison.Ordinal);

    // Line ends would inject headers. Formatting characters would make an address look like another one.
    private static bool IsUnsafe(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
