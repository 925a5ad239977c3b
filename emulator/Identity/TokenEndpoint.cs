using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Identity;

/// <summary>Exchanges a code of the sign-in page for tokens (RFC 6749, 4.1.3). The verifier authenticates the client.</summary>
internal sealed class TokenEndpoint(TokenIssuer issuer, AuthorizationCodes codes) : IEndpoints
{
    public const string Address = "/dev/identity/token";

    private const int Life = 3600;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Address, async (HttpContext http) =>
    {
        // Required by RFC 6749, 5.1, for tokens and for errors.
        http.Response.Headers.CacheControl = "no-store";
        return http.Request.HasFormContentType
            ? Exchange(await http.Request.ReadFormAsync(http.RequestAborted))
            : Refuse("invalid_request", "The body must be application/x-www-form-urlencoded.");
    });

    private IResult Exchange(IFormCollection form)
    {
        if (form.Any(field => field.Value.Count > 1))
            return Refuse("invalid_request", "A parameter is repeated.");
        if (One("grant_type") is not { } grantType)
            return Refuse("invalid_request", "grant_type is missing.");
        if (grantType != "authorization_code")
            return Refuse("unsupported_grant_type", "grant_type must be authorization_code.");
        if (One("code") is not { } code || One("client_id") is not { } client || One("redirect_uri") is not { } uri
            || One("code_verifier") is not { } verifier)
            return Refuse("invalid_request", "code, client_id, redirect_uri and code_verifier are required.");
        if (codes.Redeem(code, client, uri, verifier) is not { } grant)
            return Refuse("invalid_grant", "The code is unknown, used or too old, or belongs to another client, redirect_uri or verifier.");

        var person = grant.Person;
        return DevResults.Json(new
        {
            access_token = issuer.Issue(person.Email, person.Name, person.Roles, person.EmailVerified, Life),
            token_type = "Bearer",
            expires_in = Life,
            id_token = issuer.IssueIdToken(grant, Life),
            scope = grant.Request.Scope,
        });

        string? One(string name) => form[name] is [{ Length: > 0 } value] ? value : null;
    }

    private static IResult Refuse(string error, string description) =>
        DevResults.Json(new { error, error_description = description }, StatusCodes.Status400BadRequest);
}
