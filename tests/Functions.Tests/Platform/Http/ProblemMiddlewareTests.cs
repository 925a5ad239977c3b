using System.Net;
using System.Text;
using Accounts.Emulator.Tables;
using Azure;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Platform.Http;

public sealed class ProblemMiddlewareTests
{
    [InProcessFact]
    public async Task An_unexpected_exception_becomes_a_problem_that_tells_nothing_of_the_inside()
    {
        await using var app = await ThrowingAsync(() => new InvalidOperationException("secret detail"));
        var reply = await GetAsync(app);
        Assert.Equal(500, reply.Status);
        Assert.Equal("unexpected", reply.Problem);
        Assert.Equal(["type", "title", "status", "detail", "traceId"], reply.Json.AsObject().Select(member => member.Key));
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        var line = Assert.Single(app.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("Function Health failed unexpectedly", line, StringComparison.Ordinal);
        Assert.Contains("secret detail", line, StringComparison.Ordinal);
        var traceId = reply.Json["traceId"]!.GetValue<string>();
        Assert.Single(app.Logs.Lines, logged => logged.Contains("GET /api/health answered 500 in ", StringComparison.Ordinal)
            && logged.TrimEnd().EndsWith("trace " + traceId, StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task Each_request_is_logged_once_by_its_route_without_what_its_address_says()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var found = await owner.GetAsync($"/api/organizations/{id}/contacts");
        var missing = await owner.GetAsync("/api/organizations/1234567/contacts");
        Assert.Equal((200, 404), (found.Status, missing.Status));
        var line = Assert.Single(
            app.Logs.Lines, logged => logged.Contains("trace " + missing.Json["traceId"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Contains(
            "Information Accounts.Platform.Telemetry.RequestLog: GET /api/organizations/{organizationId}/contacts answered 404 in ",
            line,
            StringComparison.Ordinal);
        Assert.Equal(
            2,
            app.Logs.Lines.Count(
                logged => logged.Contains("GET /api/organizations/{organizationId}/contacts answered", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            app.Logs.Lines,
            logged => logged.Contains("RequestLog", StringComparison.Ordinal) && logged.Contains(id, StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task What_the_caller_has_already_is_logged_as_that()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var path = $"/api/organizations/{id}/account";
        var tag = (await owner.GetAsync(path)).ETag!;
        Assert.Equal(304, (await owner.SendAsync(HttpMethod.Get, path, headers: ("If-None-Match", tag))).Status);
        Assert.Single(
            app.Logs.Lines, logged => logged.Contains("organizations/{organizationId}/account answered 304", StringComparison.Ordinal));
    }

    [InProcessTheory]
    [InlineData(0, 503)] // not reached
    [InlineData(429, 503)]
    [InlineData(500, 503)] // OperationTimedOut
    [InlineData(503, 503)] // ServerBusy
    [InlineData(400, 500)]
    [InlineData(403, 500)]
    [InlineData(404, 500)]
    public async Task A_service_that_does_not_answer_is_told_from_a_fault_of_ours(int storage, int expected)
    {
        await using var app = await ThrowingAsync(() => new RequestFailedException(storage, "secret account name"));
        var reply = await GetAsync(app);
        Assert.Equal(expected, reply.Status);
        Assert.Equal(expected == 503 ? "temporarily-unavailable" : "unexpected", reply.Problem);
        Assert.Equal(expected == 503, reply.Headers.RetryAfter is not null);
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
    }

    [InProcessTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_none_of_the_clients_tries_reached_is_away(bool inTime)
    {
        // The SDK's clients throw this when all their attempts got no answer, or none in time.
        Exception failure = inTime ? new RequestFailedException("refused") : new TaskCanceledException("It exceeded the timeout.");
        await using var app = await ThrowingAsync(() => new AggregateException("Retry failed after 4 tries.", failure, failure));
        var reply = await GetAsync(app);
        Assert.Equal((503, "temporarily-unavailable"), (reply.Status, reply.Problem));
    }

    [InProcessFact]
    public async Task A_body_that_breaks_off_is_the_callers_fault()
    {
        await using var app = await ThrowingAsync(
            () => new Microsoft.AspNetCore.Http.BadHttpRequestException("Unexpected end of request content."));
        var reply = await GetAsync(app);
        Assert.Equal((400, "malformed-body"), (reply.Status, reply.Problem));
    }

    [InProcessFact]
    public async Task A_busy_store_is_a_503_and_the_retry_is_safe()
    {
        await using var app = await App.StartAsync();
        var hanna = await app.SignInAsync();
        app.Store.Faults.BeBusy(when: operation => operation.Kind == StorageOperationKind.Upsert);
        var reply = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        Assert.Equal(503, reply.Status);
        Assert.Equal("temporarily-unavailable", reply.Problem);
        Assert.Equal("5", reply.Headers.RetryAfter!.ToString());
        Assert.Equal(201, (await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1")).Status);
        Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray());
    }

    [InProcessFact]
    public async Task A_store_that_times_out_is_a_503_too()
    {
        await using var app = await App.StartAsync();
        app.Store.Faults.TimeOut();
        Assert.Equal(503, (await GetAsync(app)).Status);
        Assert.Equal(200, (await GetAsync(app)).Status);
    }

    [Fact]
    public async Task Every_answer_forbids_guessing_its_type_and_keeping_it_for_others()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var (found, missing) = (await owner.GetAsync($"/api/organizations/{id}"), await owner.GetAsync("/api/organizations/1"));
        foreach (var (reply, kept) in new[] { (found, "no-cache, private"), (missing, "no-store") })
        {
            Assert.Equal(["nosniff"], reply.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(kept, reply.Headers.CacheControl!.ToString());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_a_megabyte_is_refused_with_and_without_its_length(bool chunked)
    {
        await using var app = await App.StartAsync();
        var hanna = await app.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/accounts");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Forms.Account().ToJsonString().PadRight(1024 * 1024)));
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new("Bearer", hanna.Token);
        request.Headers.Add("Idempotency-Key", "attempt-1");
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("body-too-large", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        await using var app = await App.StartAsync();
        var reply = await (await app.SignInAsync()).SendAsync(
            HttpMethod.Post, "/api/accounts", Forms.Account().ToJsonString(), type, ("Idempotency-Key", "attempt-1"));
        Assert.Equal(415, reply.Status);
        Assert.Equal("unsupported-media-type", reply.Problem);
    }

    private static Task<App> ThrowingAsync(Func<Exception> exception) =>
        App.StartAsync(adjust: builder => builder.UseMiddleware((context, next) => throw exception()));

    private static Task<Reply> GetAsync(App app) => Reply.GetAsync(app.Http, HttpMethod.Get, "/api/health", null, "");
}
