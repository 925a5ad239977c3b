using System.Text.RegularExpressions;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// The terms of payment as the XML says them (BT-20). A discount for early payment is a line such as
/// <c>#SKONTO#TAGE=14#PROZENT=2.00#</c>, which programs read, with a line end after it (BR-DE-18).
/// </summary>
public static partial class PaymentTermsText
{
    /// <summary>The text with the line end that a last discount line needs.</summary>
    public static string? Of(string? terms)
    {
        var text = terms?.ReplaceLineEndings("\n");
        return text is not null && text[(text.LastIndexOf('\n') + 1)..].TrimStart().StartsWith('#') ? text + "\n" : text;
    }

    /// <summary>Whether programs can read each line that begins with a number sign, as BR-DE-18 asks.</summary>
    public static bool AreReadable(string? terms)
    {
        var text = Of(terms) ?? "";
        var coded = text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('#')).ToList();
        // The rule finds the line end behind the last two number signs of a line, in whichever line they stand.
        var rest = Coded().Split(text)[^1];
        return coded.Count == 0 || coded.All(line => Discount().IsMatch(line)) && rest.TrimStart(' ', '\t').StartsWith('\n');
    }

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#\z")]
    private static partial Regex Discount();

    [GeneratedRegex("#.+#")]
    private static partial Regex Coded();
}
