using System.Text;

namespace Accounts.Sales.Licenses;

/// <summary>Seals license keys for the row of their license, and opens them again.</summary>
public sealed class LicenseKeys(DataKeys dataKeys)
{
    // Short keys are not to be guessed from their end.
    private const int ShortestWithEnd = 16;
    private const int EndLength = 4;
    private const string Dots = "••••••••";

    /// <summary>The key as it is stored; only with the organization's data key, and only as the key of this license, can it be opened.</summary>
    public async Task<string> SealAsync(string organizationId, string orderId, string licenseId, string key, CancellationToken cancellationToken) =>
        SecretBox.Seal(await dataKeys.OfAsync(organizationId, cancellationToken), Encoding.UTF8.GetBytes(key), Context(organizationId, orderId, licenseId));

    /// <summary>The key of a license, in clear.</summary>
    public async Task<string> OpenAsync(string organizationId, License license, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(SecretBox.Open(
            await dataKeys.OfAsync(organizationId, cancellationToken), license.SealedKey!, Context(organizationId, license.OrderId, license.Id)));

    /// <summary>What lists show of a key: dots and its last four characters, by which people tell keys apart.</summary>
    public static string Mask(string key)
    {
        var plain = key.Trim();
        return plain.Length >= ShortestWithEnd ? Dots + plain[^EndLength..] : Dots;
    }

    private static byte[] Context(string organizationId, string orderId, string licenseId) =>
        Encoding.UTF8.GetBytes($"license-key\n{organizationId}\n{orderId}\n{licenseId}");
}
