using System.Text;

namespace Accounts.Sales.Licenses;

/// <summary>Seals and opens license keys, each for the row of its license, and documents that show keys.</summary>
public sealed class LicenseKeys(DataKeys dataKeys)
{
    // A short key must not be guessable from its end.
    private const int ShortestWithEnd = 16;
    private const int EndLength = 4;
    private const string Dots = "••••••••";

    /// <summary>
    /// The key as it is stored. It can be opened only with the organization's data key, and only as the key of this license.
    /// </summary>
    public async Task<string> SealAsync(
        string organizationId, string orderId, string licenseId, string key, CancellationToken cancellationToken) =>
        SecretBox.Seal(
            await dataKeys.OfAsync(organizationId, cancellationToken),
            Encoding.UTF8.GetBytes(key),
            Context(organizationId, orderId, licenseId));

    /// <summary>The key of a license, in clear.</summary>
    public async Task<string> OpenAsync(string organizationId, License license, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(SecretBox.Open(
            await dataKeys.OfAsync(organizationId, cancellationToken), license.SealedKey!, Context(
                organizationId, license.OrderId, license.Id)));

    /// <summary>
    /// A document with keys as it is stored. It can be opened only with the organization's data key, and only under this name.
    /// </summary>
    public async Task<byte[]> SealDocumentAsync(
        string organizationId, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        SecretBox.SealBytes(await dataKeys.OfAsync(organizationId, cancellationToken), content.Span, DocumentContext(organizationId, name));

    /// <summary>Opens such a document.</summary>
    public async Task<byte[]> OpenDocumentAsync(
        string organizationId, string name, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken) =>
        SecretBox.OpenBytes(await dataKeys.OfAsync(organizationId, cancellationToken), stored.Span, DocumentContext(organizationId, name));

    /// <summary>What lists show of a key: dots and its last four characters, so that users can distinguish keys.</summary>
    public static string Mask(string key)
    {
        var plain = key.Trim();
        return plain.Length >= ShortestWithEnd ? Dots + plain[^EndLength..] : Dots;
    }

    private static byte[] DocumentContext(string organizationId, string name) =>
        Encoding.UTF8.GetBytes($"document\n{organizationId}\n{name}");

    private static byte[] Context(string organizationId, string orderId, string licenseId) =>
        Encoding.UTF8.GetBytes($"license-key\n{organizationId}\n{orderId}\n{licenseId}");
}
