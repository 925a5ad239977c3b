using System.Text;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>
/// Normalizes company names for comparison. Banks write them in capitals, spell out umlauts, and put blanks and points anywhere. Two
/// names are equal only if all of their letters and digits are equal.
/// </summary>
public static class DebtorName
{
    private static readonly Dictionary<char, string> Spelled = new()
    {
        ['ä'] = "ae",
        ['ö'] = "oe",
        ['ü'] = "ue",
        ['&'] = " und ",
        ['+'] = " und ",
    };

    /// <summary>The normalized name; null if it has neither letters nor digits.</summary>
    public static string? Of(string? name)
    {
        var spelled = new StringBuilder();
        foreach (var character in (name ?? "").Normalize(NormalizationForm.FormC).ToLowerInvariant())
            spelled.Append(Spelled.GetValueOrDefault(character) ?? character.ToString());
        return NameKey.Of(spelled.ToString()).Replace("-", "", StringComparison.Ordinal) is { Length: > 0 } key ? key : null;
    }
}
