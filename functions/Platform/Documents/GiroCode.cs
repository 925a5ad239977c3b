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

    // The capacity of QR code version 13 at error correction level M.
    private const int MostBytes = 331;

    /// <summary>The code; null when the amount cannot be transferred, or when the text is too long for a code.</summary>
    /// <param name="provider">The payee.</param>
    /// <param name="cents">The amount.</param>
    /// <param name="reference">What is paid, such as the number of an invoice; at most 140 characters.</param>
    public static QrCode? Of(ProviderOptions provider, long cents, string reference)
    {
        var text = string.Join('\n', Lines(provider, cents, reference));
        return cents is < 1 or > HighestAmount || Encoding.UTF8.GetByteCount(text) > MostBytes ? null : QrCode.Of(text);
    }

    /// <summary>The elements of the code. Empty ones at the end are left out.</summary>
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
            "", // no creditor reference (ISO 11649)
            reference,
        ];
    }
}
