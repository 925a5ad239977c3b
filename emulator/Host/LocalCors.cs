using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Host;

/// <summary>
/// Pages of other origins, as Core Tools has it: <c>Host:CORS</c> in local.settings.json lists origins separated by commas, or <c>*</c>;
/// <c>Host:CORSCredentials</c> allows cookies. No answer's header is exposed by the host: that is the app's to say, here and in Azure.
/// </summary>
internal static class LocalCors
{
    /// <exception cref="InvalidDataException">Any origin with credentials, which browsers refuse.</exception>
    public static void UseLocalCors(this WebApplication web)
    {
        var credentials = web.Configuration.GetValue("Host:CORSCredentials", false);
        var origins = (web.Configuration["Host:CORS"] ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (origins.Length == 0)
            return;
        if (credentials && origins.Contains("*"))
            throw new InvalidDataException("local.settings.json: CORSCredentials needs the origins by name in CORS, not *.");
        web.UseCors(policy =>
        {
            policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod();
            if (credentials)
                policy.AllowCredentials();
        });
    }
}
