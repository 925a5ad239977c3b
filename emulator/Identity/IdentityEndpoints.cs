using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Identity;

/// <summary>The development issuer: discovery and keys under <c>/dev/identity</c>, tokens from <c>/dev/token</c>.</summary>
internal sealed class IdentityEndpoints(TokenIssuer issuer, Listener listener) : IEndpoints
{
    private const int LongestLife = 365 * 24 * 3600;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/" + TokenIssuer.MetadataPath, () => DevResults.Json(Discovery()));
        routes.MapGet("/dev/identity/jwks", () => DevResults.Json(issuer.KeySet()));
        routes.MapPost("/dev/identity/rotate", () =>
        {
            issuer.RotateKey();
            return DevResults.Json(issuer.KeySet());
        });
        routes.MapPost("/dev/token", (HttpRequest request) =>
            DevResults.ReadAsync<TokenRequest>(request, body => Task.FromResult(Answer(body))));
    }

    // OpenID Connect Discovery 1.0, section 3, with the iss parameter of RFC 9207 for clients that use several issuers.
    private Dictionary<string, object> Discovery()
    {
        var host = listener.BaseAddress.TrimEnd('/');
        return new()
        {
            ["issuer"] = issuer.Issuer,
            ["authorization_endpoint"] = host + SignInEndpoints.Authorize,
            ["token_endpoint"] = host + TokenEndpoint.Address,
            ["end_session_endpoint"] = host + SignInEndpoints.EndSession,
            ["jwks_uri"] = $"{host}/dev/identity/jwks",
            ["scopes_supported"] = new[] { "openid", "profile", "email" },
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query", "fragment" },
            ["grant_types_supported"] = new[] { "authorization_code" },
            ["code_challenge_methods_supported"] = new[] { "S256" },
            ["token_endpoint_auth_methods_supported"] = new[] { "none" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            ["claims_supported"] = new[] { "sub", "email", "email_verified", "name", "auth_time", "nonce" },
            ["authorization_response_iss_parameter_supported"] = true,
        };
    }

    private IResult Answer(TokenRequest request)
    {
        if (request.Email is not { } email || !Person.IsAddress(email))
            return DevResults.Invalid("'email' must be an e-mail address.");
        if (request.ExpiresIn is < -LongestLife or > LongestLife)
            return DevResults.Invalid("'expiresIn' must be a number of seconds, at most a year.");

        return DevResults.Json(new
        {
            access_token = issuer.Issue(email, request.Name, request.Roles, request.EmailVerified, request.ExpiresIn),
            token_type = "Bearer",
            expires_in = request.ExpiresIn,
        });
    }

    private sealed record TokenRequest(string? Email, string? Name, string[]? Roles, bool EmailVerified = true, int ExpiresIn = 3600);
}
