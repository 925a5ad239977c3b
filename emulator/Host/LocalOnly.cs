using Accounts.Emulator.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Host;

/// <summary>
/// Protects the emulator from pages of other hosts in the same browser. They can neither use their own host name that
/// resolves to this machine, nor send data to an endpoint under <c>/dev</c>.
/// </summary>
internal static class LocalOnly
{
    public static void UseLocalOnly(this IApplicationBuilder app) => app.Use((http, next) =>
        Refusal(http.Request) is { } sentence
            ? Results.Text(sentence, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http)
            : next(http));

    private static string? Refusal(HttpRequest request)
    {
        if (request.Host.Host.ToUpperInvariant() is not ("LOCALHOST" or "127.0.0.1" or "[::1]"))
            return "Use the host name localhost, 127.0.0.1 or [::1].";
        return !HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase)
            && !IsForClients(request)
            && request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"
            ? "Only pages of this host may send requests to this address."
            : null;
    }

    // The page that received a code exchanges it, from any origin. Without its verifier a code is useless.
    private static bool IsForClients(HttpRequest request) => HttpMethods.IsOptions(request.Method)
        ? request.Path.StartsWithSegments(TokenIssuer.Root, StringComparison.Ordinal)
        : request.Path == TokenEndpoint.Address;
}
