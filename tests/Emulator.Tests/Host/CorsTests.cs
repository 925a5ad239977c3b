using System.Net;
using Accounts.Emulator;
using Accounts.Tests.Worker;

namespace Accounts.Tests.Host;

public sealed class CorsTests
{
    private const string Portal = "http://localhost:3000";

    [Theory]
    [InlineData(Portal, Portal)]
    [InlineData("https://elsewhere.example", null)]
    public async Task Only_pages_of_the_origins_that_are_listed_may_call(string origin, string? allowed)
    {
        await using var host = await StartAsync($"{Portal}, https://portal.example", "true");
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var preflight = await SendAsync(http, HttpMethod.Options, origin);
        using var answer = await SendAsync(http, HttpMethod.Get, origin);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(allowed, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed is null ? null : "PUT", Header(preflight, "Access-Control-Allow-Methods"));
        Assert.Equal(allowed is null ? null : "true", Header(preflight, "Access-Control-Allow-Credentials"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        // As with Core Tools and in Azure, the app decides which further headers a page may read.
        Assert.Null(Header(answer, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task Without_a_list_nothing_is_allowed()
    {
        await using var host = await StartAsync(null, null);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var answer = await SendAsync(http, HttpMethod.Get, Portal);

        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Any_origin_with_cookies_is_refused_at_start() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync("*", "true"));

    private static Task<EmulatorHost> StartAsync(string? origins, string? credentials) => WorkerApp.StartAsync(new EmulatorOptions
    {
        Settings = new Dictionary<string, string?> { ["Host:CORS"] = origins, ["Host:CORSCredentials"] = credentials },
    });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, "api/scope");
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
            request.Headers.Add("Access-Control-Request-Method", "PUT");
        return await http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;
}
