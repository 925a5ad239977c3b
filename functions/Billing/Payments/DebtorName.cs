using System.Text;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>
/// Names of companies as they are compared: banks write in capitals, with umlauts spelled out, and blanks and points anywhere. Two names
/// are the same only when all of their letters and digits are.
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

    /// <summary>The name to compare; null when it has neither letter nor digit.</summary>
    public static string? Of(string? name)
    {
        var spelled = new StringBuilder();
        foreach (var character in (name ?? "").Normalize(NormalizationForm.FormC).ToLowerInvariant())
            spelled.Append(Spelled.GetValueOrDefault(character) ?? character.ToString());
        return NameKey.Of(spelled.ToString()).Replace("-", "", StringComparison.Ordinal) is { Length: > 0 } key ? key : null;
    }
}
