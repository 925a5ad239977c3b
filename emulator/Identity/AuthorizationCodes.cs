using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Emulator.Identity;

/// <summary>Codes from the sign-in page for the token endpoint. Each is valid once, for a minute, and only for its client.</summary>
internal sealed class AuthorizationCodes(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Grant> _open = new();

    public string Issue(SignInRequest request, Person person)
    {
        var now = time.GetUtcNow();
        foreach (var (old, grant) in _open)
        {
            if (grant.ExpiresAt <= now)
                _open.TryRemove(old, out _);
        }

        var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        _open[code] = new Grant(request, person, now, now + Life);
        return code;
    }

    /// <summary>Null unless the code is valid for these values. It is used up in any case, so nobody can guess verifiers.</summary>
    public Grant? Redeem(string code, string clientId, string redirectUri, string verifier) =>
        _open.TryRemove(code, out var grant)
        && time.GetUtcNow() < grant.ExpiresAt
        && grant.Request.ClientId == clientId
        && grant.Request.RedirectUri == redirectUri
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(grant.Request.CodeChallenge),
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))))
            ? grant
            : null;

    /// <summary>What a code was issued for.</summary>
    internal sealed record Grant(SignInRequest Request, Person Person, DateTimeOffset SignedInAt, DateTimeOffset ExpiresAt);
}
