using System.ComponentModel.DataAnnotations;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Section <c>Licenses</c>: how license keys are protected. Set exactly one of <see cref="KeyVaultKey"/> and
/// <see cref="LocalKey"/>.
/// </summary>
public sealed class LicenseOptions : IValidatableObject
{
    private const int LocalKeyLength = 32;

    /// <summary>
    /// The Key Vault key that wraps the data keys, without a version: <c>https://{vault}.vault.azure.net/keys/{name}</c>, an RSA
    /// key. The app's identity needs the role Key Vault Crypto Service Encryption User on it. Deployments use this.
    /// </summary>
    public Uri? KeyVaultKey { get; set; }

    /// <summary>A key of 32 bytes, as base64, that wraps the data keys where there is no Key Vault.</summary>
    public string? LocalKey { get; set; }

    /// <summary>The previous local key, needed while data keys may still be wrapped with it.</summary>
    public string PreviousLocalKey { get; set; } = "";

    /// <summary>How many keys an organization may reveal per hour.</summary>
    [Range(1, 100_000, ErrorMessage = "Set Licenses:MaxRevealsPerHour to a number from 1 to 100000.")]
    public int MaxRevealsPerHour { get; set; } = 60;

    /// <summary>How many delivery notes with keys, each of which shows all keys of an order, an organization may get per hour.</summary>
    [Range(1, 1000, ErrorMessage = "Set Licenses:MaxNotesWithKeysPerHour to a number from 1 to 1000.")]
    public int MaxNotesWithKeysPerHour { get; set; } = 5;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(LocalKey) == KeyVaultKey is null)
            yield return new ValidationResult("Set exactly one of Licenses:KeyVaultKey and Licenses:LocalKey.");
        if (KeyVaultKey is not null && !IsKeyWithoutVersion(KeyVaultKey))
            yield return new ValidationResult(
                "Set Licenses:KeyVaultKey to the identifier of a key without its version: https://{vault}.vault.azure.net/keys/{name}.");
        if (!string.IsNullOrWhiteSpace(LocalKey) && Read(LocalKey) is null)
            yield return new ValidationResult("Set Licenses:LocalKey to 32 random bytes as base64.");
        if (PreviousLocalKey.Length > 0 && Read(PreviousLocalKey) is null)
            yield return new ValidationResult("Set Licenses:PreviousLocalKey to the previous local key, or leave it out.");
    }

    /// <summary>The local keys, the present one first.</summary>
    internal IReadOnlyList<byte[]> LocalKeys => [.. new[] { LocalKey ?? "", PreviousLocalKey }.Select(Read).OfType<byte[]>()];

    private static byte[]? Read(string text)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length == LocalKeyLength ? key[..length] : null;
    }

    private static bool IsKeyWithoutVersion(Uri key) =>
        key is { IsAbsoluteUri: true, Query: "" }
            && key.Scheme == Uri.UriSchemeHttps
            && key.Segments is [_, "keys/", var name]
            && !name.EndsWith('/');
}
