using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Accounts.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Worker;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private EmulatorHost _host = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _host = await WorkerApp.StartAsync();
        _http = WorkerApp.Client(_host);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Route_query_context_and_token_reach_the_function()
    {
        var id = Guid.NewGuid();
        var answer = await _http.GetFromJsonAsync<JsonElement>(
            $"route/17/{id}/w%C3%B6rd?filter=a%26b&since=2026-01-02T03:04:05Z&word=ignored");

        Assert.Equal(17, answer.GetProperty("number").GetInt32());
        Assert.Equal(id, answer.GetProperty("id").GetGuid());
        Assert.Equal("wörd", answer.GetProperty("word").GetString());
        Assert.Equal("a&b", answer.GetProperty("filter").GetString());
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), answer.GetProperty("since").GetDateTimeOffset());
        Assert.Equal("Route", answer.GetProperty("function").GetString());
        Assert.True(answer.GetProperty("sameRequest").GetBoolean());
        Assert.True(answer.GetProperty("canCancel").GetBoolean());
    }

    [Fact]
    public async Task What_is_not_given_is_null()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>(
            $"route/17/{Guid.NewGuid()}");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("word").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("since").ValueKind);
    }

    [Theory]
    [InlineData("GET", "route/seventeen/7e2b2f0e-5f4a-4b53-9b4b-0a3f3a3d9c11")]
    [InlineData("GET", "nowhere")]
    [InlineData("GET", "orders")]
    [InlineData("HEAD", "scope")]
    public async Task An_unknown_route_or_verb_is_404_without_a_body(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Functions_share_a_route_by_their_verbs()
    {
        using var post = await _http.PostAsJsonAsync("orders", new Order("Öl", 2));
        using var put = await _http.PutAsync("orders", null);

        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        Assert.Equal("/orders/1", post.Headers.Location!.OriginalString);
        Assert.Equal(new Order("Öl", 2), await post.Content.ReadFromJsonAsync<Order>());
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
    }

    [Theory]
    [InlineData("{\"item\":", "application/json")]
    [InlineData("{\"quantity\":\"many\"}", "application/json")]
    [InlineData("item=1", "application/x-www-form-urlencoded")]
    public async Task A_body_that_does_not_fit_fails_the_invocation(string body, string contentType)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await _http.PostAsync("orders", content);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task Without_route_and_verbs_the_name_and_all_verbs_are_taken(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "unrouted");
        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(method, Assert.Single(response.Headers.GetValues("X-Method")));
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_of_its_own()
    {
        var first = await _http.GetFromJsonAsync<JsonElement>("scope");
        var second = await _http.GetFromJsonAsync<JsonElement>("scope");

        Assert.True(first.GetProperty("same").GetBoolean());
        Assert.False(first.GetProperty("disposed").GetBoolean());
        Assert.NotEqual(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task The_definition_names_method_and_assembly()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("define");

        Assert.Equal("Accounts.Tests.Worker.WorkerFunctions.Define", answer.GetProperty("entryPoint").GetString());
        Assert.Equal(typeof(WorkerFunctions).Assembly.Location, answer.GetProperty("pathToAssembly").GetString());
        Assert.Equal("httpTrigger", answer.GetProperty("trigger").GetString());
    }

    [Fact]
    public async Task Middleware_runs_in_the_order_in_which_it_was_added()
    {
        using var response = await _http.PutAsync("orders", null);

        Assert.Equal(["outer>", "inner>", "<inner", "<outer"], response.Headers.GetValues("X-Trail"));
    }

    [Fact]
    public async Task Middleware_can_put_a_result_in_place_of_an_exception()
    {
        using var response = await _http.GetAsync("failkindly");

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("kindly", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exception_that_nobody_catches_is_a_bare_500()
    {
        using var response = await _http.GetAsync("fail");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.False(response.Headers.Contains("X-Trail"));
    }

    [Fact]
    public async Task Requests_beyond_what_host_json_allows_are_refused_and_the_others_wait_their_turn()
    {
        const int Concurrent = 100, Outstanding = 1000, Sent = 1030;
        var held = _host.Services.GetRequiredService<Held>();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _http.BaseAddress };

        var requests = Enumerable.Range(0, Sent).Select(_ => http.GetAsync("hold")).ToList();
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < Sent - Outstanding)
        {
            var first = await Task.WhenAny(requests);
            requests.Remove(first);
            refused.Add(await first);
        }

        Assert.All(refused, answer =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal("1", Assert.Single(answer.Headers.GetValues("X-FUNCTION-SCALEOUT")));
            Assert.Equal(0, answer.Content.Headers.ContentLength);
        });
        Assert.InRange(held.Count, 1, Concurrent);
        held.Go.SetResult();
        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(Outstanding, held.Count);
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public async Task An_invocation_lies_in_the_callers_trace_or_in_one_of_its_own(string? caller, bool taken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "traced");
        if (caller is not null)
            request.Headers.TryAddWithoutValidation("traceparent", caller);
        using var response = await _http.SendAsync(request);

        var trace = await response.Content.ReadAsStringAsync();
        Assert.Equal(taken, trace == caller);
        Assert.True(System.Diagnostics.ActivityContext.TryParse(trace, null, out _), trace);
    }
}
