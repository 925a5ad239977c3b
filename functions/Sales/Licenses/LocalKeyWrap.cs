using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>Wraps data keys with a key from the settings, for hosts without a Key Vault.</summary>
public sealed class LocalKeyWrap(IOptions<LicenseOptions> options) : IKeyWrap
{
    private readonly (string Id, byte[] Key)[] _keys = [.. options.Value.LocalKeys.Select(key => (IdOf(key), key))];

    /// <inheritdoc />
    public Task<string> CurrentKeyIdAsync(CancellationToken cancellationToken) => Task.FromResult(_keys[0].Id);

    /// <inheritdoc />
    public Task<WrappedKey> WrapAsync(byte[] dataKey, CancellationToken cancellationToken) =>
        Task.FromResult(new WrappedKey(_keys[0].Id, SecretBox.Seal(_keys[0].Key, dataKey, [])));

    /// <inheritdoc />
    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var (id, key) = Array.Find(_keys, key => key.Id == wrapped.KeyId);
        return id is null
            ? throw new InvalidOperationException(
                "A data key is wrapped with a local key that is no longer in the settings; set Licenses:PreviousLocalKey to it.")
            : Task.FromResult(SecretBox.Open(key, wrapped.Value, []));
    }

    private static string IdOf(byte[] key) => "local-" + Convert.ToHexStringLower(SHA256.HashData(key))[..16];
}
