using System.Security.Cryptography;
using System.Text;

namespace Accounts.Platform.Values;

/// <summary>Hashes that replace texts in keys, if keys cannot or must not contain the texts themselves.</summary>
public static class Hashes
{
    /// <summary>The first 160 bits of SHA-256, hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}
