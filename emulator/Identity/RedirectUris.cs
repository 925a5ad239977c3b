using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Identity;

/// <summary>
/// Addresses that the sign-in page may redirect to: pages of this machine on any port, and the addresses in
/// <c>Host:RedirectUris</c> of local.settings.json, separated by commas and compared as a whole.
/// </summary>
internal sealed class RedirectUris(IConfiguration configuration)
{
    internal const string Setting = "Host:RedirectUris";

    private readonly string[] _configured = (configuration[Setting] ?? "").Split(
        ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Allow(string uri) =>
        _configured.Contains(uri, StringComparer.Ordinal)
        || (Parse(uri) is { IsLoopback: true, Fragment: "", UserInfo: "" } && !uri.Contains('#', StringComparison.Ordinal));

    /// <summary>Whether pages of this origin may read the issuer's metadata and exchange their codes.</summary>
    public bool AllowOrigin(string origin) =>
        Parse(origin) is { IsLoopback: true } || _configured.Any(uri => OriginOf(uri) == origin);

    /// <summary>Such as <c>http://localhost:3000</c>; empty for an address that is neither http nor https.</summary>
    public static string OriginOf(string uri) => Parse(uri)?.GetLeftPart(UriPartial.Authority) ?? "";

    private static Uri? Parse(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            ? parsed
            : null;
}
