using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.Emulator.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Access;

/// <summary>Makes valid and invalid tokens by hand, without the library that checks them.</summary>
internal sealed class Jwt
{
    private Jwt(string issuer, DateTimeOffset now)
    {
        Claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = "accounts",
            ["sub"] = "subject-of-the-token",
            ["email"] = "secret.person@example.com",
            ["email_verified"] = true,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
    }

    public JsonObject Header { get; } = new() { ["alg"] = "RS256", ["typ"] = "JWT" };

    public JsonObject Claims { get; }

    /// <summary>A token that is valid once it is signed with the issuer's key.</summary>
    public static Jwt For(App app)
    {
        var token = new Jwt(app.Host.Emulator.GetRequiredService<TokenIssuer>().Issuer, app.Host.Clock.GetUtcNow());
        token.Header["kid"] = PublishedKeys(app)[0]!["kid"]!.GetValue<string>();
        return token;
    }

    public static RSA IssuerKey(App app)
    {
        PublishedKeys(app); // makes it
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(app.Host.DataFolder, "identity.pem")));
        return key;
    }

    private static JsonArray PublishedKeys(App app)
    {
        using var response = app.Doors.Send(new HttpRequestMessage(HttpMethod.Get, "/dev/identity/jwks"));
        return JsonNode.Parse(response.Content.ReadAsStream())!["keys"]!.AsArray();
    }

    public string Signed(RSA key) =>
        With(key.SignData(Encoding.ASCII.GetBytes(Unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string WithHmac(byte[] secret) => With(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(Unsigned)));

    public string With(byte[] signature) => $"{Unsigned}.{Base64Url.EncodeToString(signature)}";

    private string Unsigned => $"{Part(Header)}.{Part(Claims)}";

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
