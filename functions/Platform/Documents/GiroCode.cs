using System.Globalization;
using System.Text;
using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>A transfer in euros for banking apps to scan (EPC069-12, version 002), also called GiroCode.</summary>
public static class GiroCode
{
    private const int LongestName = 70;
    private const int LongestReference = 140;
    private const long HighestAmount = 99_999_999_999;

    // What version 13 of QR codes holds at error correction M.
    private const int MostBytes = 331;

    /// <summary>The code; null when the amount is none that can be transferred, or all together is more than a code may hold.</summary>
    /// <param name="provider">Whom to pay.</param>
    /// <param name="cents">How much.</param>
    /// <param name="reference">For what, such as the number of an invoice; at most 140 characters.</param>
    public static QrCode? Of(ProviderOptions provider, long cents, string reference)
    {
        var text = string.Join('\n', Lines(provider, cents, reference));
        return cents is < 1 or > HighestAmount || Encoding.UTF8.GetByteCount(text) > MostBytes ? null : QrCode.Of(text);
    }

    /// <summary>What it says, element by element. Empty ones at the end are left out.</summary>
    internal static IReadOnlyList<string> Lines(ProviderOptions provider, long cents, string reference)
    {
        if (reference.Length > LongestReference)
            throw new ArgumentOutOfRangeException(nameof(reference), "A reference has at most 140 characters.");
        return
        [
            "BCD",
            "002",
            "1", // UTF-8
            "SCT",
            provider.Bic!,
            string.Concat(provider.Name!.EnumerateRunes().Take(LongestName)).TrimEnd(),
            Iban.Parse(provider.Iban).Value!,
            string.Create(CultureInfo.InvariantCulture, $"EUR{cents / 100m:0.00}"),
            "", // no purpose
            "", // no reference of the creditor's by ISO 11649
            reference,
        ];
    }
}
