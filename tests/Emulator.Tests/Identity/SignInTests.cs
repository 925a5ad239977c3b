using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Worker;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Tests.Identity;

/// <summary>Authorization code flow with PKCE. <c>BrowserTests</c> tests it with a client library in a browser.</summary>
public sealed class SignInTests : IAsyncLifetime, IDisposable
{
    private const string Configured = "https://portal.example/callback";
    private const string Callback = "http://localhost:3000/callback";
    private const string Verifier = "verifier-verifier-verifier-verifier-verifier-verifier";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private EmulatorHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await WorkerApp.StartAsync(new EmulatorOptions
        {
            Clock = VirtualClock.FrozenAt(Start),
            Settings = new Dictionary<string, string?> { ["Host:RedirectUris"] = $"https://other.example/, {Configured}" },
        });
        _http.BaseAddress = _host.BaseAddress;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(Callback, "query")]
    [InlineData(Configured, "fragment")]
    [InlineData("http://127.0.0.1:8080/?kept=1", null)]
    public async Task A_code_is_exchanged_for_tokens_of_the_person(string redirectUri, string? mode)
    {
        var back = await SignInAsync(new() { ["redirect_uri"] = redirectUri, ["response_mode"] = mode });
        Assert.StartsWith(redirectUri.TrimEnd('/'), back.OriginalString, StringComparison.Ordinal);
        var answer = QueryHelpers.ParseQuery(mode == "fragment" ? back.Fragment[1..] : back.Query);
        Assert.Equal(("a b&c", "http://localhost:7071/dev/identity"), (answer["state"].ToString(), answer["iss"].ToString()));

        var (status, tokens) = await ExchangeAsync(answer["code"].ToString(), new() { ["redirect_uri"] = redirectUri });
        Assert.Equal(HttpStatusCode.OK, status);
        var (access, id) = (new JsonWebToken((string)tokens["access_token"]!), new JsonWebToken((string)tokens["id_token"]!));
        Assert.Equal((access.Subject, "accounts", "portal"), (id.Subject, access.Audiences.Single(), id.Audiences.Single()));
        Assert.Equal(["operator", "auditor"], access.GetPayloadValue<string[]>("roles"));
        Assert.Equal(("n-1", "Eva Größe"), (id.GetPayloadValue<string>("nonce"), id.GetPayloadValue<string>("name")));
        Assert.False(access.GetPayloadValue<bool>("email_verified"));
        Assert.Equal(
            ("Bearer", 3600, "openid email"), ((string)tokens["token_type"]!, (int)tokens["expires_in"]!, (string)tokens["scope"]!));
    }

    [Theory]
    [InlineData("client_id", "another")]
    [InlineData("redirect_uri", "http://localhost:3000/other")]
    [InlineData("code_verifier", "another-verifier-another-verifier-another-verifier")]
    [InlineData("code", "none")]
    public async Task A_code_is_bound_to_its_client_address_and_verifier_and_used_up_by_a_wrong_try(string name, string value)
    {
        var code = CodeIn(await SignInAsync([]));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await RefusalAsync(code, new() { [name] = value }));
        if (name != "code")
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await RefusalAsync(code, []));
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_a_minute()
    {
        var used = CodeIn(await SignInAsync([]));
        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(used, [])).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await RefusalAsync(used, []));

        var late = CodeIn(await SignInAsync([]));
        await _host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await RefusalAsync(late, []));
    }

    [Theory]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("client_id", null, "invalid_request")]
    public async Task A_token_request_without_what_it_needs_is_refused(string name, string? value, string error) =>
        Assert.Equal((HttpStatusCode.BadRequest, error), await RefusalAsync(CodeIn(await SignInAsync([])), new() { [name] = value }));

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("scope", "email", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("request", "x", "request_not_supported")]
    [InlineData("request_uri", "x", "request_uri_not_supported")]
    // Its id tokens would have the audience of access tokens. The app ignores a closing slash, as many libraries do.
    [InlineData("client_id", "accounts", "unauthorized_client")]
    [InlineData("client_id", "accounts/", "unauthorized_client")]
    public async Task What_is_wrong_with_a_request_goes_back_to_the_client(string name, string? value, string error)
    {
        using var answer = await _http.GetAsync(Authorize(new() { [name] = value }));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(Callback, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var told = QueryHelpers.ParseQuery(answer.Headers.Location.Query);
        Assert.Equal((error, "a b&c", false), (told["error"].ToString(), told["state"].ToString(), told.ContainsKey("code")));
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("redirect_uri", "https://portal.example/callback/more")]
    [InlineData("redirect_uri", "http://localhost.elsewhere.example/")]
    [InlineData("redirect_uri", "http://localhost@elsewhere.example/")]
    [InlineData("redirect_uri", "http://localhost:3000/#fragment")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "/callback")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_allowed(string name, string? value)
    {
        using var asked = await _http.GetAsync(Authorize(new() { [name] = value }));
        using var posted = await PostAsync(new() { [name] = value });
        foreach (var answer in (HttpResponseMessage[])[asked, posted])
        {
            Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Whoever_signed_in_can_be_picked_and_nothing_typed_becomes_markup()
    {
        var hostile = "<script>alert(1)</script>\"'";
        using (await PostAsync(new() { ["name"] = hostile }))
        using (await PostAsync(new() { ["email"] = "no address" }))
        {
            var page = await _http.GetStringAsync(Authorize(new() { ["client_id"] = hostile, ["login_hint"] = hostile }));
            Assert.Contains("value=\"eva@example.org\"", page, StringComparison.Ordinal);
            Assert.Contains("value=\"hanna@palmer.example\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("no address", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("https://portal.example", "https://portal.example")]
    [InlineData("https://elsewhere.example", null)]
    public async Task Pages_that_may_be_returned_to_may_read_what_the_issuer_says(string origin, string? allowed)
    {
        foreach (var address in (string[])[".well-known/openid-configuration", "jwks", "token"])
        {
            var method = address == "token" ? HttpMethod.Post : HttpMethod.Get;
            using var request = new HttpRequestMessage(method, "dev/identity/" + address) { Headers = { { "Origin", origin } } };
            using var answer = await _http.SendAsync(request);
            Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
        }
    }

    [Theory]
    [InlineData(Callback, HttpStatusCode.SeeOther)]
    [InlineData("https://other.example/", HttpStatusCode.SeeOther)]
    [InlineData("https://elsewhere.example/", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Signing_out_leads_back_to_where_it_may(string? uri, HttpStatusCode status)
    {
        var query = new Dictionary<string, string?> { ["post_logout_redirect_uri"] = uri, ["state"] = "s" };
        using var answer = await _http.GetAsync(QueryHelpers.AddQueryString("dev/identity/end-session", query));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.SeeOther ? uri + "?state=s" : null, answer.Headers.Location?.OriginalString);
    }

    private async Task<Uri> SignInAsync(Dictionary<string, string?> other)
    {
        using var page = await _http.GetAsync(Authorize(other));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var answer = await PostAsync(other);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private Task<HttpResponseMessage> PostAsync(Dictionary<string, string?> other) => SendAsync("dev/identity/sign-in", Request(), new()
    {
        ["email"] = "eva@example.org",
        ["name"] = "Eva Größe",
        ["roles"] = "operator, auditor",
    }, other);

    private async Task<(HttpStatusCode Status, JsonNode Body)> ExchangeAsync(string code, Dictionary<string, string?> other)
    {
        using var answer = await SendAsync("dev/identity/token", new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "portal",
            ["redirect_uri"] = Callback,
            ["code"] = code,
            ["code_verifier"] = Verifier,
        }, other);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private async Task<(HttpStatusCode Status, string Error)> RefusalAsync(string code, Dictionary<string, string?> other)
    {
        var (status, body) = await ExchangeAsync(code, other);
        return (status, (string)body["error"]!);
    }

    private async Task<HttpResponseMessage> SendAsync(string address, params Dictionary<string, string?>[] fields)
    {
        using var form = new FormUrlEncodedContent(Merge(fields));
        return await _http.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    private static string CodeIn(Uri back) => QueryHelpers.ParseQuery(back.Query)["code"].ToString();

    private static string Authorize(Dictionary<string, string?> other) =>
        QueryHelpers.AddQueryString("dev/identity/authorize", Merge(Request(), other));

    private static Dictionary<string, string?> Request() => new()
    {
        ["response_type"] = "code",
        ["client_id"] = "portal",
        ["redirect_uri"] = Callback,
        ["scope"] = "openid email",
        ["state"] = "a b&c",
        ["nonce"] = "n-1",
        ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    };

    /// <summary>Later values override earlier ones; null removes a field.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Merge(params Dictionary<string, string?>[] fields) =>
        fields.SelectMany(one => one).GroupBy(field => field.Key).Select(group => group.Last()).Where(field => field.Value is not null);
}
