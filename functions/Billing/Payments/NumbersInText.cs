using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Billing.Invoices;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>Finds invoice numbers in the references of transfers: with or without hyphens and blanks, in upper or lower case.</summary>
public sealed class NumbersInText(IOptions<InvoicingOptions> options)
{
    private readonly Regex _number = new(
        string.Create(
            CultureInfo.InvariantCulture,
            $@"(?<![A-Z0-9]){options.Value.InvoicePrefix}([0-9]{{4}})([0-9]{{{options.Value.NumberDigits}}})(?![0-9])"),
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The numbers in their canonical form, without duplicates.</summary>
    public IReadOnlyList<string> In(string text)
    {
        // Banks break lines anywhere, and people leave hyphens out.
        var plain = new string([.. text.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '/' or '.'))]);
        return
        [
            .. Prefixed(plain)
                .Select(match => $"{options.Value.InvoicePrefix}-{match.Groups[1].Value}-{match.Groups[2].Value}")
                .Distinct(),
        ];
    }

    // Without blanks, a word before the number touches it, as in RECHNUNGRE…
    private IEnumerable<Match> Prefixed(string plain)
    {
        for (var start = plain.IndexOf(options.Value.InvoicePrefix, StringComparison.Ordinal); start >= 0;
            start = plain.IndexOf(options.Value.InvoicePrefix, start + 1, StringComparison.Ordinal))
        {
            if (_number.Match(plain[start..]) is { Success: true, Index: 0 } match)
                yield return match;
        }
    }
}
