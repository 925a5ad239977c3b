using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Identity;

/// <summary>The development issuer: discovery and keys under <c>/dev/identity</c>, tokens from <c>/dev/token</c>.</summary>
internal sealed class IdentityEndpoints(TokenIssuer issuer, Listener listener) : IEndpoints
{
    private const int LongestLife = 365 * 24 * 3600;

    private static readonly string[] ResponseTypes = ["token"];
    private static readonly string[] SubjectTypes = ["public"];
    private static readonly string[] Algorithms = ["RS256"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/" + TokenIssuer.MetadataPath, () => DevResults.Json(new
        {
            issuer = issuer.Issuer,
            jwks_uri = $"{listener.BaseAddress}dev/identity/jwks",
            token_endpoint = $"{listener.BaseAddress}dev/token",
            response_types_supported = ResponseTypes,
            subject_types_supported = SubjectTypes,
            id_token_signing_alg_values_supported = Algorithms,
        }));
        routes.MapGet("/dev/identity/jwks", () => DevResults.Json(issuer.KeySet()));
        routes.MapPost("/dev/identity/rotate", () =>
        {
            issuer.RotateKey();
            return DevResults.Json(issuer.KeySet());
        });
        routes.MapPost("/dev/token", (HttpRequest request) =>
            DevResults.ReadAsync<TokenRequest>(request, body => Task.FromResult(Answer(body))));
    }

    private IResult Answer(TokenRequest request)
    {
        if (request.Email is not { } email || email.IndexOf('@', StringComparison.Ordinal) is < 1)
            return DevResults.Invalid("'email' must be an e-mail address.");
        if (request.ExpiresIn is < -LongestLife or > LongestLife)
            return DevResults.Invalid("'expiresIn' must be seconds, at most a year.");

        return DevResults.Json(new
        {
            access_token = issuer.Issue(email, request.Name, request.Roles, request.EmailVerified, request.ExpiresIn),
            token_type = "Bearer",
            expires_in = request.ExpiresIn,
        });
    }

    private sealed record TokenRequest(string? Email, string? Name, string[]? Roles, bool EmailVerified = true, int ExpiresIn = 3600);
}
