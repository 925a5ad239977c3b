using System.Security.Cryptography;
using System.Text;
using Accounts.Emulator.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Emulator.Identity;

/// <summary>Issues tokens for any person. For development only; there is no password.</summary>
public sealed class TokenIssuer
{
    internal const string NameSetting = "Auth:Issuer";

    /// <summary>The path above all endpoints that clients of the issuer need.</summary>
    internal const string Root = "/dev/identity";

    /// <summary>The discovery document's path, relative to the host's address.</summary>
    internal const string MetadataPath = "dev/identity/.well-known/openid-configuration";

    // Not the port in use, because the name is part of a user's identity.
    private const string DefaultName = "http://localhost:7071/dev/identity";

    private readonly SigningKey _key;
    private readonly TimeProvider _time;

    internal TokenIssuer(SigningKey key, TimeProvider time, IConfiguration configuration)
    {
        _key = key;
        _time = time;
        Issuer = HostSettings.IsOwn(configuration[NameSetting], out var own) ? own.OriginalString : DefaultName;
        Audience = configuration["Auth:Audience"] ?? "accounts";
    }

    /// <summary>Such as <c>http://localhost:7071/dev/identity</c>, on any port.</summary>
    public string Issuer { get; }

    /// <summary>The audience of access tokens.</summary>
    internal string Audience { get; }

    /// <summary>An RS256 token for a person. The same e-mail address always gives the same <c>sub</c>.</summary>
    /// <param name="email">As the person types it.</param>
    /// <param name="name">Null: no name in the token.</param>
    /// <param name="roles">Such as <c>operator</c>.</param>
    /// <param name="emailVerified">Whether the issuer says that the address is verified.</param>
    /// <param name="expiresIn">Seconds from now; negative for a token that has expired.</param>
    public string Issue(
        string email, string? name = null, IReadOnlyList<string>? roles = null, bool emailVerified = true, int expiresIn = 3600)
    {
        var claims = Claims(new Person(email, name, roles ?? [], emailVerified));
        claims["roles"] = (roles ?? []).ToArray();
        return Sign(Audience, claims, expiresIn);
    }

    /// <summary>A token that says who signed in. It gives no access to the app.</summary>
    internal string IssueIdToken(AuthorizationCodes.Grant grant, int expiresIn)
    {
        var claims = Claims(grant.Person);
        claims["auth_time"] = grant.SignedInAt.ToUnixTimeSeconds();
        if (grant.Request.Nonce is { } nonce)
            claims["nonce"] = nonce;
        return Sign(grant.Request.ClientId, claims, expiresIn);
    }

    /// <summary>Replaces the signing key, as issuers do from time to time; older tokens are no longer valid.</summary>
    public void RotateKey() => _key.Rotate();

    internal object KeySet()
    {
        var key = _key.Current;
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = SecurityAlgorithms.RsaSha256,
                    kid = key.KeyId,
                    n = Base64UrlEncoder.Encode(key.Parameters.Modulus),
                    e = Base64UrlEncoder.Encode(key.Parameters.Exponent),
                },
            },
        };
    }

    private static Dictionary<string, object> Claims(Person person)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = Subject(person.Email),
            ["email"] = person.Email,
            ["email_verified"] = person.EmailVerified,
        };
        if (person.Name is not null)
            claims["name"] = person.Name;
        return claims;
    }

    private string Sign(string audience, Dictionary<string, object> claims, int expiresIn)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var expires = now.AddSeconds(expiresIn);
        // A token that has already expired needs an earlier time of issue.
        var issued = expires <= now ? expires.AddSeconds(-1) : now;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = issued,
            NotBefore = issued,
            Expires = expires,
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key.Current, SecurityAlgorithms.RsaSha256),
        });
    }

    private static string Subject(string email) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())).AsSpan(0, 16)).ToString();
}
