using System.Net;
using System.Net.Http.Json;
using Accounts.Emulator;
using Accounts.Tests.Worker;

namespace Accounts.Tests.Host;

public sealed class LocalOnlyTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new();
    private EmulatorHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await WorkerApp.StartAsync();
        _http.BaseAddress = _host.BaseAddress;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.elsewhere.example:7071", HttpStatusCode.Forbidden)]
    [InlineData("LOCALHOST", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:7071", HttpStatusCode.OK)]
    [InlineData("[::1]:7071", HttpStatusCode.OK)]
    public async Task Only_by_the_names_of_this_machine_is_anything_answered(string host, HttpStatusCode status)
    {
        foreach (var address in (string[])["/", "/dev/clock", "/api/Scope"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = host } };
            Assert.Equal(status, (await _http.SendAsync(request)).StatusCode);
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Pages_of_other_hosts_send_nothing_to_the_doors_but_what_they_like_to_functions(string? origin, HttpStatusCode status)
    {
        Assert.Equal(status, await SendAsync(HttpMethod.Post, "/DEV/clock", new { advance = "PT1H" }, origin));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Get, "/dev/clock", null, origin));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Post, "/api/orders", new { item = "x", quantity = 1 }, origin));
    }

    [Fact]
    public async Task The_hosts_own_pages_may_send() => Assert.Equal(
        HttpStatusCode.OK,
        await SendAsync(HttpMethod.Post, "/dev/clock", new { advance = "PT1H" }, _host.BaseAddress.GetLeftPart(UriPartial.Authority)));

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string address, object? body, string? origin)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
