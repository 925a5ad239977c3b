using Accounts.Emulator.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Host;

/// <summary>
/// Keeps pages of other hosts, which run in the same browser, away from the emulator: they get here neither by a name of
/// their own that leads to this machine, nor by sending something to an endpoint.
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
            return "The emulator is reached as localhost, 127.0.0.1 or [::1] only.";
        return !HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase)
            && !IsForClients(request)
            && request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"
            ? "This was sent by a page of another host."
            : null;
    }

    // A code is exchanged by the page that it was given to, wherever that comes from; without its verifier a code is worth nothing.
    private static bool IsForClients(HttpRequest request) => HttpMethods.IsOptions(request.Method)
        ? request.Path.StartsWithSegments(TokenIssuer.Root, StringComparison.Ordinal)
        : request.Path == TokenEndpoint.Address;
}
