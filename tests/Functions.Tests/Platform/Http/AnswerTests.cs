using System.Text;
using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace Accounts.Tests.Platform.Http;

/// <summary>Answers and failures as they are sent.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task A_created_thing_comes_with_its_place_and_version()
    {
        var (response, body) = await ExecuteAsync(Answer.Created("/api/things/1", new { Name = "Größe" }, new Thing()));
        Assert.Equal(201, response.StatusCode);
        Assert.Equal("/api/things/1", response.Headers.Location);
        Assert.Equal(ETags.Of(new Thing(), body.TrimEnd('\n')), response.Headers.ETag);
        Assert.Equal("application/json; charset=utf-8", response.ContentType);
        // It ends with a line break, for use in a shell. The server sets the length.
        Assert.Equal("{\"name\":\"Größe\"}\n", body);
        Assert.Null(response.ContentLength);
        Assert.False(response.Headers.ContainsKey("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_replay_is_the_same_answer_and_says_so()
    {
        var answer = Answer.Created("/api/things/1", new { }, new Thing());
        var (first, firstBody) = await ExecuteAsync(answer);
        var (second, secondBody) = await ExecuteAsync(answer with { Replayed = true });
        Assert.Equal(
            (first.StatusCode, first.Headers.ETag, first.Headers.Location, firstBody),
            (second.StatusCode, second.Headers.ETag, second.Headers.Location, secondBody));
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task No_content_has_neither_body_nor_type()
    {
        var (response, body) = await ExecuteAsync(Answer.NoContent);
        Assert.Equal((204, null, ""), (response.StatusCode, response.ContentType, body));
    }

    [Fact]
    public async Task A_failure_becomes_a_problem_document_with_its_headers()
    {
        var (response, body) = await ExecuteAsync(new RequestInFlight(TimeSpan.FromSeconds(2.1)));
        Assert.Equal(409, response.StatusCode);
        Assert.EndsWith("}\n", body, StringComparison.Ordinal);
        Assert.StartsWith("application/problem+json", response.ContentType, StringComparison.Ordinal);
        Assert.Equal("3", response.Headers.RetryAfter);
        Assert.Equal("no-store", response.Headers.CacheControl);
        var problem = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        Assert.Equal("urn:accounts:problem:request-in-flight", problem["type"]!.GetValue<string>());
        Assert.Equal(409, problem["status"]!.GetValue<int>());
        Assert.Equal(3, problem["retryAfter"]!.GetValue<int>());
        Assert.NotEqual("", problem["traceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_sends_no_token_is_asked_for_one_and_who_sends_a_wrong_one_is_told()
    {
        Assert.Equal("Bearer", (await ExecuteAsync(Unauthenticated.Missing)).Response.Headers.WWWAuthenticate);
        Assert.Equal("Bearer error=\"invalid_token\"", (await ExecuteAsync(Unauthenticated.Invalid)).Response.Headers.WWWAuthenticate);
    }

    private static async Task<(HttpResponse Response, string Body)> ExecuteAsync(IResult result)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await result.ExecuteAsync(http);
        return (http.Response, Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed record Thing : IVersioned
    {
        public string Life => "thing";

        public int Version => 1;
    }
}
