using System.Text;

namespace Accounts.Platform.Values;

/// <summary>
/// A person's name, each part 1 to 80 characters. A part must have a letter, and only characters that documents can show. There
/// are no other rules.
/// </summary>
/// <param name="First">First name or names (Vorname).</param>
/// <param name="Last">Last name (Nachname).</param>
public sealed record PersonName(string First, string Last)
{
    /// <summary>Parses both parts. Every fault is passed to <paramref name="refuse"/> with the field's name in JSON.</summary>
    /// <returns>Null when there was a fault.</returns>
    public static PersonName? Parse(string? firstName, string? lastName, Action<string, Fault> refuse)
    {
        if (!ParsePart(firstName).Succeeded(out var first, out var firstFault))
            refuse("firstName", firstFault);
        if (!ParsePart(lastName).Succeeded(out var last, out var lastFault))
            refuse("lastName", lastFault);

        return first is null || last is null ? null : new PersonName(first, last);
    }

    /// <summary>First and last name, as in the address of a letter.</summary>
    public override string ToString() => $"{First} {Last}";

    private static Parsed<string> ParsePart(string? text)
    {
        if (!Text.ParsePrinted(text, 1, 80).Succeeded(out var name, out var fault))
            return fault;
        if (!name.EnumerateRunes().Any(Rune.IsLetter))
            return new Fault("This name has no letter.", "The name as the person writes it.");

        return name;
    }
}
