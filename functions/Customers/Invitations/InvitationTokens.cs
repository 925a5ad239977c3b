using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// The tokens in invitation links: <c>{organization}-{invitation}-{secret}</c>, with a secret of 256 bits. The row holds only a hash of
/// it. The secret is derived (HMAC-SHA256), not random, so that a reminder, or a mail that is sent a second time after a crash, has the
/// same link, and no process history ever holds it.
/// </summary>
public sealed class InvitationTokens(IOptions<InvitationOptions> options)
{
    private const int SecretLength = 43;

    private readonly byte[] _key = Convert.FromBase64String(options.Value.TokenKey);

    /// <summary>The token of one generation of an invitation.</summary>
    public string Of(string organizationId, string invitationId, int generation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"invitation\n{organizationId}\n{invitationId}\n{generation}");
        var secret = Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name)));
        return $"{organizationId}-{invitationId}-{secret}";
    }

    /// <summary>The hash of a token, which is what is stored.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string token, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(token)), Encoding.ASCII.GetBytes(hash));

    /// <summary>Which invitation a token names; null when it does not have the form of one.</summary>
    public static (string OrganizationId, string InvitationId)? Read(string token)
    {
        var parts = token.Split('-', 3);
        return parts.Length == 3 && parts[0].Length == 7 && parts[0].All(char.IsAsciiDigit)
            && Platform.Values.Ids.IsWellFormed(parts[1]) && parts[2].Length == SecretLength
            ? (parts[0], parts[1])
            : null;
    }
}
