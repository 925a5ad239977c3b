using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Accounts.Emulator.Identity;

/// <summary>The sign-in page, the redirect back to the client with a code or an error, and signing out.</summary>
internal sealed class SignInEndpoints(TokenIssuer issuer, AuthorizationCodes codes, People people, RedirectUris redirectUris) : IEndpoints
{
    public const string Authorize = "/dev/identity/authorize";
    public const string EndSession = "/dev/identity/end-session";

    /// <summary>Where the page's form is posted to.</summary>
    public const string FormAddress = "/dev/identity/sign-in";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Authorize, (HttpContext http) =>
        {
            var (request, refusal) = SignInRequest.Read(http.Request.Query, redirectUris, issuer.Audience);
            return request is null ? Refuse(http, refusal!) : SignInPage.Ask(http, request, people.Recent());
        });
        routes.MapPost(FormAddress, (Delegate)SignInAsync);
        routes.MapGet(EndSession, (HttpContext http) => SignOut(http));
    }

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return Results.Text("Send the fields as a form.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (request, refusal) = SignInRequest.Read(form, redirectUris, issuer.Audience);
        if (request is null)
            return Refuse(http, refusal!);

        var email = form["email"].ToString().Trim();
        if (!Person.IsAddress(email))
            return SignInPage.Ask(http, request, people.Recent(), "This is not an e-mail address.");
        var name = form["name"].ToString().Trim();
        var roles = form["roles"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var person = new Person(email, name.Length == 0 ? null : name, roles, form["emailVerified"] == "true");
        people.SignedIn(person);
        return Redirect(
            http, request.RedirectUri, request.InFragment,
            ("code", codes.Issue(request, person)), ("state", request.State), ("iss", issuer.Issuer));
    }

    private IResult Refuse(HttpContext http, SignInRefusal refusal) => refusal.RedirectUri is { } uri
        ? Redirect(
            http, uri, refusal.InFragment,
            ("error", refusal.Error), ("error_description", refusal.Description), ("state", refusal.State), ("iss", issuer.Issuer))
        : SignInPage.Refuse(http, refusal);

    private IResult SignOut(HttpContext http)
    {
        var (uri, state) = (http.Request.Query["post_logout_redirect_uri"], http.Request.Query["state"]);
        if (uri == StringValues.Empty)
            return SignInPage.SignedOut(http);
        return uri.Count == 1 && redirectUris.Allow(uri.ToString())
            ? Redirect(http, uri.ToString(), false, ("state", state.Count == 1 ? state.ToString() : null))
            : SignInPage.Refuse(http, new(
                "invalid_request", $"post_logout_redirect_uri must be an address of this machine, or one of {RedirectUris.Setting}."));
    }

    // 303, so that the browser does not post the form again to the new address.
    private static IResult Redirect(HttpContext http, string uri, bool inFragment, params (string Name, string? Value)[] answer)
    {
        var given = answer.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value));
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = inFragment
            ? uri + "#" + QueryString.Create(given).ToString().TrimStart('?')
            : QueryHelpers.AddQueryString(uri, given);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
