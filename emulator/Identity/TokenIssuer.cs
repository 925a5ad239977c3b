using System.Security.Cryptography;
using System.Text;
using Accounts.Emulator.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Emulator.Identity;

/// <summary>Issues tokens for whoever is asked for. For development only; there is no password.</summary>
public sealed class TokenIssuer
{
    internal const string NameSetting = "Auth:Issuer";

    /// <summary>All that clients need of the issuer is below it.</summary>
    internal const string Root = "/dev/identity";

    /// <summary>Where the document is, below the host's address.</summary>
    internal const string MetadataPath = "dev/identity/.well-known/openid-configuration";

    // Without the port in use: the name is part of who a user is.
    private const string DefaultName = "http://localhost:7071/dev/identity";

    private readonly SigningKey _key;
    private readonly TimeProvider _time;
    private readonly string _audience;

    internal TokenIssuer(SigningKey key, TimeProvider time, IConfiguration configuration)
    {
        _key = key;
        _time = time;
        Issuer = HostSettings.IsOwn(configuration[NameSetting], out var own) ? own.OriginalString : DefaultName;
        _audience = configuration["Auth:Audience"] ?? "accounts";
    }

    /// <summary>Such as <c>http://localhost:7071/dev/identity</c>, whatever the port in use.</summary>
    public string Issuer { get; }

    /// <summary>The RS256 token of a person. The same e-mail address always gives the same <c>sub</c>.</summary>
    /// <param name="email">As the person writes it.</param>
    /// <param name="name">Absent: none in the token.</param>
    /// <param name="roles">Such as <c>operator</c>.</param>
    /// <param name="emailVerified">Whether the issuer vouches for the address.</param>
    /// <param name="expiresIn">Seconds from now; negative for a token that has expired.</param>
    public string Issue(
        string email, string? name = null, IReadOnlyList<string>? roles = null, bool emailVerified = true, int expiresIn = 3600)
    {
        var claims = Claims(new Person(email, name, roles ?? [], emailVerified));
        claims["roles"] = (roles ?? []).ToArray();
        return Sign(_audience, claims, expiresIn);
    }

    /// <summary>Says to the client who signed in; it opens nothing.</summary>
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
        // A token that is expired from the start was issued before that.
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
