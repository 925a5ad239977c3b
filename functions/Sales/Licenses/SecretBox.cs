using System.Security.Cryptography;

namespace Accounts.Sales.Licenses;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a new random nonce each time: nonce (12 bytes), tag (16) and ciphertext, as base64 text.
/// With one nonce per license key and delivery note, no data key comes near the 2^32 that random nonces allow.
/// </summary>
internal static class SecretBox
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="content">The content to seal.</param>
    /// <param name="context">The place that it belongs to; it cannot be opened for another place.</param>
    public static string Seal(byte[] key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> context) =>
        Convert.ToBase64String(SealBytes(key, content, context));

    /// <exception cref="CryptographicException">It was sealed with another key or for another place, or was changed.</exception>
    public static byte[] Open(byte[] key, string sealedText, ReadOnlySpan<byte> context) =>
        OpenBytes(key, Convert.FromBase64String(sealedText), context);

    /// <inheritdoc cref="Seal" />
    public static byte[] SealBytes(byte[] key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> context)
    {
        var box = new byte[NonceLength + TagLength + content.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, content, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), context);
        return box;
    }

    /// <inheritdoc cref="Open" />
    public static byte[] OpenBytes(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        var content = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), content, context);
        return content;
    }
}
