namespace Accounts.Sales.Licenses;

/// <summary>A data key, encrypted.</summary>
/// <param name="KeyId">The key, and its version, that it is wrapped with.</param>
/// <param name="Value">The wrapped key, as base64.</param>
public sealed record WrappedKey(string KeyId, string Value);

/// <summary>Wraps data keys with a key that this app never stores: one in Key Vault, or a local one in the settings.</summary>
public interface IKeyWrap
{
    /// <summary>The key, and its version, that wraps at present.</summary>
    Task<string> CurrentKeyIdAsync(CancellationToken cancellationToken);

    /// <summary>Wraps with the present version.</summary>
    Task<WrappedKey> WrapAsync(byte[] dataKey, CancellationToken cancellationToken);

    /// <summary>Unwraps with the version that it was wrapped with.</summary>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken);
}
