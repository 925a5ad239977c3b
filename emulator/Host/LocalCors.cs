using Accounts.Emulator.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Host;

/// <summary>
/// CORS as in Core Tools: <c>Host:CORS</c> in local.settings.json lists origins separated by commas, or <c>*</c>;
/// <c>Host:CORSCredentials</c> allows cookies. The host exposes no response headers; the app does that, here and in Azure.
/// Pages that may receive a sign-in can always call the issuer.
/// </summary>
internal static class LocalCors
{
    /// <exception cref="InvalidDataException">The setting allows any origin with credentials, which browsers refuse.</exception>
    public static void UseLocalCors(this WebApplication web)
    {
        var credentials = web.Configuration.GetValue("Host:CORSCredentials", false);
        var origins = (web.Configuration["Host:CORS"] ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (credentials && origins.Contains("*"))
            throw new InvalidDataException("local.settings.json: with CORSCredentials, CORS must list the origins. * is not possible.");
        var redirectUris = web.Services.GetRequiredService<RedirectUris>();
        web.UseWhen(IsIssuer, issuer => issuer.UseCors(policy =>
            policy.SetIsOriginAllowed(redirectUris.AllowOrigin).AllowAnyHeader().AllowAnyMethod()));
        if (origins.Length == 0)
            return;
        web.UseWhen(http => !IsIssuer(http), app => app.UseCors(policy =>
        {
            policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod();
            if (credentials)
                policy.AllowCredentials();
        }));
    }

    private static bool IsIssuer(HttpContext http) => http.Request.Path.StartsWithSegments(TokenIssuer.Root, StringComparison.Ordinal);
}
