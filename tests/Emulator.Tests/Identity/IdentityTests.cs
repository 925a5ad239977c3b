using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Emulator.Identity;
using Accounts.Tests.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Tests.Identity;

public sealed class IdentityTests
{
    private static readonly string[] Roles = ["operator"];

    [Fact]
    public async Task A_token_passes_validation_by_discovery_and_keys()
    {
        await using var host = await StartAsync();
        var token = await TokenAsync(host, new { email = "Eva@example.org", name = "Eva Größe", roles = Roles, emailVerified = false });

        var result = await ValidateAsync(host, token);

        Assert.True(result.IsValid, result.Exception?.Message);
        var claims = (JsonWebToken)result.SecurityToken;
        Assert.Equal(SecurityAlgorithms.RsaSha256, claims.Alg);
        Assert.Equal("Eva@example.org", claims.GetPayloadValue<string>("email"));
        Assert.False(claims.GetPayloadValue<bool>("email_verified"));
        Assert.Equal("Eva Größe", claims.GetPayloadValue<string>("name"));
        Assert.Equal(Roles, claims.GetPayloadValue<string[]>("roles"));
        Assert.Equal(TimeSpan.FromHours(1), claims.ValidTo - claims.IssuedAt);
        Assert.Equal(claims.Subject, new JsonWebToken(await TokenAsync(host, new { email = "eva@example.org" })).Subject);
    }

    [Fact]
    public async Task An_expired_token_can_be_had()
    {
        await using var host = await StartAsync();

        var result = await ValidateAsync(host, await TokenAsync(host, new { email = "a@example.org", expiresIn = -600 }));

        Assert.IsType<SecurityTokenExpiredException>(result.Exception);
    }

    [Fact]
    public async Task Tokens_outlive_a_restart_on_another_port_but_not_a_rotation()
    {
        var folder = Directory.CreateTempSubdirectory("identity-");
        try
        {
            var options = new EmulatorOptions { DataFolder = folder.FullName };
            string token;
            await using (var first = await WorkerApp.StartAsync(options))
            {
                token = await TokenAsync(first, new { email = "a@example.org" });
            }

            await using var second = await WorkerApp.StartAsync(options);
            Assert.True((await ValidateAsync(second, token)).IsValid);

            second.Emulator.GetRequiredService<TokenIssuer>().RotateKey();
            Assert.False((await ValidateAsync(second, token)).IsValid);
            Assert.True((await ValidateAsync(second, await TokenAsync(second, new { email = "a@example.org" }))).IsValid);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"email\":\"nobody\"}")]
    [InlineData("{\"email\":\"a@b.c\",\"role\":[\"x\"]}")]
    [InlineData("{\"email\":\"a@b.c\",\"expiresIn\":99999999999}")]
    [InlineData("not json")]
    [InlineData("null")]
    public async Task A_request_that_makes_no_sense_is_refused(string body)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var content = new StringContent(body);
        using var response = await http.PostAsync("dev/token", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static Task<EmulatorHost> StartAsync() => WorkerApp.StartAsync();

    private static async Task<string> TokenAsync(EmulatorHost host, object request)
    {
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var response = await http.PostAsJsonAsync("dev/token", request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private static async Task<TokenValidationResult> ValidateAsync(EmulatorHost host, string token)
    {
        // The issuer's name is the same on every port.
        const string Issuer = "http://localhost:7071/dev/identity";
        var discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{host.BaseAddress}dev/identity/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = false });
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ConfigurationManager = discovery,
            ValidIssuer = Issuer,
            ValidAudience = "accounts",
            ClockSkew = TimeSpan.Zero,
        });
    }
}
