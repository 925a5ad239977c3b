using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Access;

public sealed class TokenTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    private long Now => _app.Host.Clock.GetUtcNow().ToUnixTimeSeconds();

    [InProcessFact]
    public async Task A_token_signed_by_the_issuer_counts()
    {
        using var key = Jwt.IssuerKey(_app);
        var me = await SendAsync(HttpMethod.Get, "/api/me", Jwt.For(_app).Signed(key));
        Assert.Equal(200, me.Status);
        Assert.Equal("secret.person@example.com", me.Json["user"]!["email"]!.GetValue<string>());
    }

    [InProcessTheory]
    [InlineData("no header")]
    [InlineData("another scheme")]
    [InlineData("an empty token")]
    [InlineData("not a token")]
    [InlineData("four parts")]
    [InlineData("too long")]
    [InlineData("expired")]
    [InlineData("without end")]
    [InlineData("not yet valid")]
    [InlineData("of another issuer")]
    [InlineData("without issuer")]
    [InlineData("signed by somebody else")]
    [InlineData("signed by somebody else without key id")]
    [InlineData("for another audience")]
    [InlineData("without audience")]
    [InlineData("alg none")]
    [InlineData("alg none with a signature")]
    [InlineData("signed with the public key as secret")]
    [InlineData("altered")]
    [InlineData("without subject")]
    [InlineData("with an empty subject")]
    [InlineData("with key in the header")]
    public async Task A_token_with_one_fault_is_refused_and_nothing_is_stored(string fault)
    {
        using var key = Jwt.IssuerKey(_app);
        using var own = RSA.Create(2048);
        var jwt = Jwt.For(_app);
        var header = fault switch
        {
            "no header" => null,
            "another scheme" => "Basic " + jwt.Signed(key),
            "an empty token" => "Bearer ",
            "not a token" => "Bearer secret.person@example.com",
            "four parts" => "Bearer " + jwt.Signed(key) + ".AAAA",
            "too long" => "Bearer " + Changed(jwt, "name", new string('x', 17 * 1024)).Signed(key),
            "expired" => "Bearer " + Changed(Changed(jwt, "nbf", Now - 7200), "exp", Now - 61).Signed(key),
            "without end" => "Bearer " + Changed(jwt, "exp", null).Signed(key),
            "not yet valid" => "Bearer " + Changed(jwt, "nbf", Now + 61).Signed(key),
            "of another issuer" => "Bearer " + Changed(jwt, "iss", "https://login.example.com").Signed(key),
            "without issuer" => "Bearer " + Changed(jwt, "iss", null).Signed(key),
            "signed by somebody else" => "Bearer " + jwt.Signed(own),
            "signed by somebody else without key id" => "Bearer " + WithoutKeyId(jwt).Signed(own),
            "for another audience" => "Bearer " + Changed(jwt, "aud", "another-app").Signed(key),
            "without audience" => "Bearer " + Changed(jwt, "aud", null).Signed(key),
            "alg none" => "Bearer " + WithAlgorithm(jwt, "none").With([]),
            "alg none with a signature" => "Bearer " + WithAlgorithm(jwt, "none").Signed(key),
            "signed with the public key as secret" =>
                "Bearer " + WithAlgorithm(jwt, "HS256").WithHmac(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())),
            "altered" => "Bearer " + Altered(jwt.Signed(key)),
            "without subject" => "Bearer " + Changed(jwt, "sub", null).Signed(key),
            "with an empty subject" => "Bearer " + Changed(jwt, "sub", "").Signed(key),
            "with key in the header" => "Bearer " + WithOwnKey(jwt, own).Signed(own),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };

        foreach (var (method, path, body) in new[] { (HttpMethod.Get, "/api/me", null), (HttpMethod.Post, "/api/accounts", Forms.Account().ToJsonString()) })
        {
            var reply = await Reply.GetAsync(
                _app.Http,
                method,
                path,
                body,
                "application/json",
                header is null ? [] : [("Authorization", header), ("Idempotency-Key", "1")]);
            Assert.Equal(401, reply.Status);
            Assert.Equal("unauthenticated", reply.Problem);
            Assert.StartsWith("Bearer", reply.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            AssertTellsNothing(reply.Text, header);
        }

        Assert.Equal("", _app.Dump());
        Assert.All(_app.Logs.Lines, line => AssertTellsNothing(line, header));
    }

    [InProcessTheory]
    [InlineData("exp", -59)]
    [InlineData("nbf", 59)]
    public async Task Clocks_may_differ_by_less_than_a_minute(string claim, int seconds)
    {
        using var key = Jwt.IssuerKey(_app);
        var token = Changed(Changed(Jwt.For(_app), "nbf", Now - 7200), claim, Now + seconds).Signed(key);
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/api/me", token)).Status);
    }

    [InProcessTheory]
    [InlineData("nbf", 61)]
    [InlineData("exp", -61)]
    public async Task A_token_outside_its_lifetime_is_told_so(string claim, int seconds)
    {
        using var key = Jwt.IssuerKey(_app);
        var reply = await SendAsync(
            HttpMethod.Get, "/api/me", Changed(Changed(Jwt.For(_app), "nbf", Now - 7200), claim, Now + seconds).Signed(key));
        Assert.Equal(
            "The token has expired or is not valid yet. Get a new one and send the request again.",
            reply.Json["detail"]!.GetValue<string>());
    }

    private Task<Reply> SendAsync(HttpMethod method, string path, string token) =>
        Reply.GetAsync(_app.Http, method, path, null, "application/json", ("Authorization", "Bearer " + token));

    private static void AssertTellsNothing(string text, string? header)
    {
        Assert.DoesNotContain("secret.person", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("subject-of-the-token", text, StringComparison.Ordinal);
        if (header is { Length: > 10 })
        {
            Assert.DoesNotContain(header[7..], text, StringComparison.Ordinal);
            Assert.DoesNotContain(header[^20..], text, StringComparison.Ordinal);
        }
    }

    private static Jwt Changed(Jwt token, string claim, JsonNode? value)
    {
        token.Claims.Remove(claim);
        if (value is not null)
            token.Claims[claim] = value;
        return token;
    }

    private static Jwt WithAlgorithm(Jwt token, string algorithm)
    {
        token.Header["alg"] = algorithm;
        return token;
    }

    private static Jwt WithoutKeyId(Jwt token)
    {
        token.Header.Remove("kid");
        return token;
    }

    private static Jwt WithOwnKey(Jwt token, RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        token.Header.Remove("kid");
        token.Header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
        return token;
    }

    private static string Altered(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace(
            "subject-of-the-token", "subject-of-another-1", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
    }
}
