using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Access.Tokens;

/// <summary>Section <c>Auth</c>: the issuer whose tokens are accepted.</summary>
public sealed class AuthOptions
{
    /// <summary>The OpenID Connect issuer, exactly as in its discovery document and its tokens. HTTPS except on localhost.</summary>
    [Required(ErrorMessage = "Set Auth:Issuer to the address of the OpenID Connect issuer.")]
    [Address(ErrorMessage = "Auth:Issuer must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri Issuer { get; set; } = null!;

    /// <summary>The address of the issuer's discovery document, if it is not at the standard path below the issuer.</summary>
    [Address(ErrorMessage = "Auth:MetadataAddress must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri? MetadataAddress { get; set; }

    /// <summary>The audience that tokens for this app carry.</summary>
    [Required(ErrorMessage = "Set Auth:Audience to the audience of the tokens for this app.")]
    public string Audience { get; set; } = null!;

    /// <summary>
    /// The client id with which the documentation page signs users in: a public client at the issuer (code flow with PKCE) that may
    /// return to <c>/api/docs</c>. Without such a client, users paste tokens.
    /// </summary>
    public string DocsClient { get; set; } = "accounts-docs";
}

/// <summary>
/// Validates access tokens: signature by the issuer's published keys (cached, fetched again when a key is unknown), issuer,
/// audience, lifetime and algorithm.
/// </summary>
public sealed class TokenValidation
{
    /// <summary>Clocks may differ by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    // The latest time that .NET can represent.
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };
    private readonly IssuerKeys _keys;
    private readonly TokenValidationParameters _parameters;
    private readonly string _issuer;

    public TokenValidation(IOptions<AuthOptions> options, TimeProvider time, ILogger<TokenValidation> logger)
    {
        _issuer = options.Value.Issuer.OriginalString;
        _keys = new IssuerKeys(options.Value, time, logger);
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = _issuer,
            ValidAudience = options.Value.Audience,
            // Only asymmetric algorithms: so a published key can never be used as an HMAC secret, and "none" is refused.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                return expires is not null && now < expires + ClockSkew && (notBefore is null || now >= notBefore - ClockSkew);
            },
        };
    }

    /// <summary>The caller of a token, or the failure when the token is not valid.</summary>
    public async Task<Outcome<Caller>> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (await _keys.GetAsync(cancellationToken) is not { } keys)
            return new IdentityProviderUnavailable();
        var result = await ValidateAsync(token, keys);
        // The issuer may use a new key since the keys were fetched.
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException
            && await _keys.GetNewerAsync(keys, cancellationToken) is { } newer
            && newer != keys)
            result = await ValidateAsync(token, newer);
        if (!result.IsValid)
            return result.Exception is SecurityTokenInvalidLifetimeException ? Unauthenticated.OutOfLifetime : Unauthenticated.Invalid;
        return CallerOf(result.ClaimsIdentity) is { } caller ? caller : Unauthenticated.Invalid;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, IEnumerable<SecurityKey> keys)
    {
        var parameters = _parameters.Clone();
        parameters.IssuerSigningKeys = keys;
        return _handler.ValidateTokenAsync(token, parameters);
    }

    private Caller? CallerOf(ClaimsIdentity claims)
    {
        if (claims.FindFirst(JwtRegisteredClaimNames.Sub)?.Value is not { Length: > 0 } subject)
            return null;
        var email = EmailAddress.Parse(claims.FindFirst(JwtRegisteredClaimNames.Email)?.Value).Value;
        return new Caller(
            Caller.IdOf(_issuer, subject),
            email,
            // Some issuers write the boolean as a string.
            EmailVerified: email is not null
                && string.Equals(claims.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase),
            // Shown to others, also in mails. An invalid name is left out.
            Text.Parse(claims.FindFirst(JwtRegisteredClaimNames.Name)?.Value, 1, 80).Value,
            IsOperator: claims.FindAll("roles").Any(role => role.Value == "operator"))
        {
            IssuedAt = (claims.FindFirst(JwtRegisteredClaimNames.Iat) ?? claims.FindFirst(JwtRegisteredClaimNames.Nbf))?.Value is { } issued
                && long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, MaxSeconds))
                    : null,
        };
    }
}
