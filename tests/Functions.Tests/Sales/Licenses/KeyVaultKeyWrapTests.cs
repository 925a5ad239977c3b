using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Sales.Licenses;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Accounts.Tests.Sales.Licenses;

/// <summary>The requests to Key Vault's REST API, as it documents them.</summary>
public sealed class KeyVaultKeyWrapTests
{
    private static readonly Uri Key = new("https://palmer.vault.azure.net/keys/licenses");

    private readonly VirtualClock _time = VirtualClock.FrozenAt(App.Start);

    [Fact]
    public async Task A_data_key_is_wrapped_by_the_present_version_and_unwrapped_by_its_own()
    {
        using var vault = new FakeVault();
        var wrap = vault.Wrap(_time);
        var dataKey = RandomNumberGenerator.GetBytes(32);

        var wrapped = await wrap.WrapAsync(dataKey, default);
        vault.Rotate();
        await _time.AdvanceAsync(TimeSpan.FromHours(1));
        var current = await wrap.CurrentKeyIdAsync(default);

        Assert.Equal("https://palmer.vault.azure.net/keys/licenses/version1", wrapped.KeyId);
        Assert.Equal("https://palmer.vault.azure.net/keys/licenses/version2", current);
        Assert.Equal(dataKey, await wrap.UnwrapAsync(wrapped, default));
        Assert.Equal(
            [
                "GET https://palmer.vault.azure.net/keys/licenses?api-version=7.4",
                "POST https://palmer.vault.azure.net/keys/licenses/version1/wrapkey?api-version=7.4 RSA-OAEP-256",
                "GET https://palmer.vault.azure.net/keys/licenses?api-version=7.4",
                "POST https://palmer.vault.azure.net/keys/licenses/version1/unwrapkey?api-version=7.4 RSA-OAEP-256",
            ],
            vault.Requests);
        Assert.Equal(["https://vault.azure.net/.default"], vault.Scopes.Distinct());
    }

    [Fact]
    public async Task A_key_of_somebody_else_is_never_asked_for()
    {
        using var vault = new FakeVault();
        foreach (var keyId in new[] { "https://evil.example/keys/licenses/1", "https://palmer.vault.azure.net/keys/other/1", "https://palmer.vault.azure.net/keys/licenses/../x", "https://palmer.vault.azure.net/keys/licenses" })
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => vault.Wrap(_time).UnwrapAsync(new WrappedKey(keyId, "AAAA"), default));
        Assert.Empty(vault.Requests);
    }

    [Fact]
    public async Task A_refusal_names_the_status()
    {
        using var vault = new FakeVault { Status = HttpStatusCode.Forbidden };
        var thrown = await Assert.ThrowsAsync<RequestFailedException>(() => vault.Wrap(_time).WrapAsync(new byte[32], default));
        Assert.Equal(403, thrown.Status);
    }

    /// <summary>A vault that wraps by reversing the bytes, and has several versions of its key.</summary>
    private sealed class FakeVault : HttpMessageHandler
    {
        private int _version = 1;

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public List<string> Requests { get; } = [];

        public List<string> Scopes { get; } = [];

        public KeyVaultKeyWrap Wrap(TimeProvider time) =>
            new(Key, time, new FakeCredential(Scopes), new KeyVaultClient { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)), Retry = { MaxRetries = 0 } });

        public void Rotate() => _version++;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("Bearer token", request.Headers.Authorization?.ToString());
            var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
            Requests.Add($"{request.Method} {request.RequestUri}{(body is null ? "" : " " + body["alg"])}");
            var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
            JsonObject answer = body is null
                ? new() { ["key"] = new JsonObject { ["kid"] = $"{Key}/version{_version}", ["kty"] = "RSA" } }
                : new() { ["kid"] = address[..address.LastIndexOf('/')], ["value"] = Turned(body["value"]!.GetValue<string>()) };
            return new HttpResponseMessage(Status) { Content = new StringContent(Status == HttpStatusCode.OK ? answer.ToJsonString() : """{"error": {"code": "Forbidden"}}""", Encoding.UTF8, "application/json") };
        }

        private static string Turned(string value)
        {
            var bytes = Base64Url.DecodeFromChars(value);
            Array.Reverse(bytes);
            return Base64Url.EncodeToString(bytes);
        }
    }

    private sealed class FakeCredential(List<string> scopes) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            scopes.AddRange(requestContext.Scopes);
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
