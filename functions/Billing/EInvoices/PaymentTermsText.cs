using System.Text.RegularExpressions;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// The terms of payment in the XML (BT-20). A discount for early payment is a line such as <c>#SKONTO#TAGE=14#PROZENT=2.00#</c>, which
/// programs read. A line break must follow it (BR-DE-18).
/// </summary>
public static partial class PaymentTermsText
{
    /// <summary>The text, with the line break that a discount line at its end needs.</summary>
    public static string? Of(string? terms)
    {
        var text = terms?.ReplaceLineEndings("\n");
        return text is not null && text[(text.LastIndexOf('\n') + 1)..].TrimStart().StartsWith('#') ? text + "\n" : text;
    }

    /// <summary>Whether each line that begins with a number sign has the form that BR-DE-18 requires.</summary>
    public static bool AreReadable(string? terms)
    {
        var text = Of(terms) ?? "";
        var coded = text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('#')).ToList();
        // The official rule looks for a line break after the last pair of number signs in the text, whichever line that is in.
        var rest = Coded().Split(text)[^1];
        return coded.Count == 0 || coded.All(line => Discount().IsMatch(line)) && rest.TrimStart(' ', '\t').StartsWith('\n');
    }

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#\z")]
    private static partial Regex Discount();

    [GeneratedRegex("#.+#")]
    private static partial Regex Coded();
}
