using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access.Tokens;

/// <summary>The secrets of one source of webhooks, from the settings section that its functions name.</summary>
public sealed class WebhookOptions
{
    /// <summary>Each is <c>whsec_</c> and base64 of 24 to 64 bytes. Several are valid at once, so that they can be rotated.</summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>Whether there is at least one secret, and all are valid.</summary>
    internal bool AreValid => Secrets.Count > 0 && Secrets.All(secret => WebhookSignature.KeyOf(secret) is not null);
}

/// <summary>
/// Signed webhooks by the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c>, base64, after <c>v1,</c>.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How much the timestamp may differ from our time, because of the sender's clock and the time in transit.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The sender's id of the message; the same when it is sent again.</summary>
    public const string IdHeader = "webhook-id";

    private const string Prefix = "whsec_";
    private const int MaxIdLength = 255;

    /// <summary>Whether the message is signed with one of the secrets, and not too old or too new.</summary>
    public static bool IsValid(IHeaderDictionary headers, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var (id, timestamp) = (headers[IdHeader].ToString(), headers["webhook-timestamp"].ToString());
        if (id.Length is 0 or > MaxIdLength || id.Contains('.', StringComparison.Ordinal)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
            return false;

        // There may be several signatures while the sender rotates its secret.
        var given = headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var valid = false;
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret)!, signed)));
            foreach (var signature in given)
                valid |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected);
        }

        return valid;
    }

    /// <summary>The key in a secret; null when the secret is not valid.</summary>
    internal static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= 24 and <= 64
            ? key[..length]
            : null;
    }
}
