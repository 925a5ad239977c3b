using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>The German court that keeps the register, <c>Amtsgericht München</c>. Austria and Switzerland need none.</summary>
public sealed partial record RegisterCourt
{
    private RegisterCourt(string place) => Place = place;

    /// <summary>Where the court is, as typed: <c>München</c>, <c>Charlottenburg (Berlin)</c>.</summary>
    public string Place { get; }

    /// <summary>Takes the place alone, or with <c>Amtsgericht</c>, <c>Registergericht</c> or <c>AG</c> before it.</summary>
    public static Parsed<RegisterCourt> Parse(string? text)
    {
        const string expected = "The court's place, for example München or Amtsgericht München.";
        if (!Text.Parse(text, 1, 100).Succeeded(out var line, out var fault))
            return fault with { Expected = expected };

        var place = Blanks().Replace(Prefixes().Replace(line, ""), " ");
        if (!Form().IsMatch(place))
            return new Fault("This is not the name of a court.", expected);

        return new RegisterCourt(place);
    }

    /// <summary>The canonical form, <c>Amtsgericht München</c>.</summary>
    public override string ToString() => $"Amtsgericht {Place}";

    [GeneratedRegex(@"^((Amtsgericht|Registergericht|AG)(\s+|:\s*|\z))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();

    // Court places have no digits: a number here is the register number in the wrong field.
    [GeneratedRegex(@"^\p{L}[\p{L}\p{M} .,/()'’-]*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
