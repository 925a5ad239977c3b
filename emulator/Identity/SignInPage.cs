using Accounts.Emulator.Dashboard;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Identity;

/// <summary>The issuer's pages: sign in, error, signed out. They need no JavaScript.</summary>
internal static class SignInPage
{
    public static IResult Ask(HttpContext http, SignInRequest request, IReadOnlyList<Person> people, string? wrong = null)
    {
        var origin = RedirectUris.OriginOf(request.RedirectUri);
        return Show(http, "Sign in", origin, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, Html.Of($"""
            <p>to <b>{request.ClientId}</b>, then back to <b>{origin}</b>. There is no password.</p>
            <h2>As one of these</h2>
            <ul class="people">{people.Select(person => Pick(request, person))}</ul>
            <h2>As somebody else</h2>
            {(wrong is null ? null : Html.Of($"""<p class="state failed" role="alert">{wrong}</p>"""))}
            <form class="typed" method="post" action="{SignInEndpoints.FormAddress}">{Hidden(request)}
            <label>E-mail <input name="email" type="email" autocomplete="off" required value="{request.LoginHint}"></label>
            <label>Name <input name="name" autocomplete="off"></label>
            <label><span>Roles, separated by commas; <code>operator</code> is for staff of the provider</span>
            <input name="roles" autocomplete="off"></label>
            <label class="check"><input type="checkbox" name="emailVerified" value="true" checked> The address is verified</label>
            <button>Sign in</button></form>
            """));
    }

    public static IResult Refuse(HttpContext http, SignInRefusal refusal) => Show(
        http, "This sign-in cannot start", "", StatusCodes.Status400BadRequest,
        Html.Of($"<p>{refusal.Description}</p><p><small>{refusal.Error}</small></p>"));

    public static IResult SignedOut(HttpContext http) => Show(
        http, "You are signed out", "", StatusCodes.Status200OK,
        Html.Of($"<p>Nobody stays signed in here: this page asks again at the next sign-in.</p>"));

    private static Html Pick(SignInRequest request, Person person) => Html.Of($"""
        <li><form method="post" action="{SignInEndpoints.FormAddress}">{Hidden(request)}
        {Field("email", person.Email)}{Field("name", person.Name)}{Field("roles", string.Join(',', person.Roles))}
        {(person.EmailVerified ? Field("emailVerified", "true") : null)}
        <button><b>{person.Name ?? person.Email}</b>
        <span>{person.Email}{(person.EmailVerified ? "" : ", not verified")}</span>
        {(person.Roles.Count == 0 ? null : Html.Of($"<span>{string.Join(", ", person.Roles)}</span>"))}</button></form></li>
        """);

    private static Html Hidden(SignInRequest request) =>
        Html.Of($"{request.Fields.Where(field => field.Value is not null).Select(field => Field(field.Name, field.Value))}");

    private static Html Field(string name, string? value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    private static IResult Show(HttpContext http, string title, string next, int status, Html content)
    {
        // Browsers apply form-action also to the redirect that answers a form.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + $"form-action 'self' {next}; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(DashboardLayout.Plain(title, content).ToString(), "text/html; charset=utf-8", statusCode: status);
    }
}
