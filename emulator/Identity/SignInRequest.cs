using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Accounts.Emulator.Identity;

/// <summary>
/// The request with which a client opens the sign-in page: authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID
/// Connect).
/// </summary>
/// <param name="ClientId">Any name except the app's audience: clients are not registered here, and have no secret.</param>
/// <param name="CodeChallenge">The SHA-256 of the verifier that the client keeps.</param>
/// <param name="State">Returned unchanged.</param>
/// <param name="Nonce">Copied into the id token.</param>
internal sealed partial record SignInRequest(
    string ClientId, string RedirectUri, string CodeChallenge, string? State, string? Nonce)
{
    private const int MaxLength = 2000;
    private const string InvalidRequest = "invalid_request";

    public string Scope { get; private init; } = "openid";

    /// <summary>The e-mail address that the client suggests.</summary>
    public string? LoginHint { get; private init; }

    /// <summary>Whether the answer is in the fragment of the address, which no server sees, instead of its query.</summary>
    public bool InFragment { get; private init; }

    /// <summary>The request as hidden fields of the page, so that the posted form is checked like the first request.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
    [
        ("response_type", "code"), ("client_id", ClientId), ("redirect_uri", RedirectUri), ("scope", Scope), ("state", State),
        ("nonce", Nonce), ("response_mode", InFragment ? "fragment" : "query"), ("code_challenge", CodeChallenge),
        ("code_challenge_method", "S256"),
    ];

    /// <summary>Reads and checks the request. Errors go back to the client, unless its address is the error.</summary>
    /// <param name="audience">The audience of the app's access tokens.</param>
    public static (SignInRequest? Request, SignInRefusal? Refusal) Read(
        IEnumerable<KeyValuePair<string, StringValues>> sent, RedirectUris redirectUris, string audience)
    {
        var parameters = sent.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (One("client_id") is not { } client)
            return (null, new(InvalidRequest, "client_id is missing or repeated."));
        if (One("redirect_uri") is not { } redirect || !redirectUris.Allow(redirect))
            return (null, new(InvalidRequest, $"redirect_uri must be an address of this machine, or one of {RedirectUris.Setting}."));

        var scopes = (One("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var challenge = One("code_challenge") ?? "";
        (string, string)? wrong =
            parameters.FirstOrDefault(pair => pair.Value.Count > 1 || pair.Value.ToString().Length > MaxLength).Key is not null
                ? (InvalidRequest, "A parameter is repeated or too long.")
            // The client's name is the audience of its id token, which the app would accept as an access token. Like the app, this
            // ignores a closing slash.
            : client.TrimEnd('/') == audience.TrimEnd('/')
                ? ("unauthorized_client", "client_id must be the client's own name, not the audience of the API (Auth:Audience).")
            : parameters.ContainsKey("request") ? ("request_not_supported", "Send the parameters directly, not in a request object.")
            : parameters.ContainsKey("request_uri") ? ("request_uri_not_supported", "Send the parameters directly.")
            : One("response_type") is not { } type ? (InvalidRequest, "response_type is missing.")
            : type != "code" ? ("unsupported_response_type", "response_type must be code.")
            : One("response_mode") is not (null or "query" or "fragment") ? (InvalidRequest, "response_mode must be query or fragment.")
            : !scopes.Contains("openid") ? ("invalid_scope", "scope must contain openid.")
            : One("code_challenge_method") != "S256" ? (InvalidRequest, "code_challenge_method must be S256.")
            : !Challenge().IsMatch(challenge) ? (InvalidRequest, "code_challenge must be the base64url of a SHA-256.")
            // Nobody stays signed in, so an answer always needs the page.
            : (One("prompt") ?? "").Split(' ').Contains("none") ? ("login_required", "Nobody is signed in at the issuer.")
            : null;
        return wrong is var (error, description)
            ? (null, new(error, description)
            {
                RedirectUri = redirect,
                State = One("state"),
                InFragment = One("response_mode") == "fragment",
            })
            : (new(client, redirect, challenge, One("state"), One("nonce"))
            {
                Scope = string.Join(' ', scopes),
                LoginHint = One("login_hint"),
                InFragment = One("response_mode") == "fragment",
            }, null);

        string? One(string name) =>
            parameters.TryGetValue(name, out var values) && values.Count == 1 && values[0] is { Length: > 0 and <= MaxLength } value
                ? value
                : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43}$")]
    private static partial Regex Challenge();
}

/// <summary>Why a sign-in cannot start.</summary>
/// <param name="Error">A code of RFC 6749, 4.1.2.1, or of OpenID Connect, 3.1.2.6.</param>
/// <param name="Description">What would be right.</param>
internal sealed record SignInRefusal(string Error, string Description)
{
    /// <summary>Null when the address is not allowed. Then the error is only shown.</summary>
    public string? RedirectUri { get; init; }

    public string? State { get; init; }

    public bool InFragment { get; init; }
}
