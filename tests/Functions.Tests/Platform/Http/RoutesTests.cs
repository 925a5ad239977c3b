using System.Reflection;
using Accounts.Access.Service;
using Accounts.Emulator;
using Accounts.Tests.Access;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Tests.Platform.Http;

/// <summary>Rules for every route. A new route is covered automatically.</summary>
public sealed class RoutesTests
{
    private const string Portal = "https://portal.example";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    [InProcessFact]
    public async Task A_page_of_another_origin_may_call_every_route_and_read_its_headers()
    {
        await using var app = await App.StartAsync(
            new EmulatorOptions { Settings = new Dictionary<string, string?> { ["Host:CORS"] = Portal } });
        foreach (var function in AppFunction.All)
        {
            var preflight = await Reply.GetAsync(app.Http, HttpMethod.Options, function.Path(), null, "",
                ("Origin", Portal), ("Access-Control-Request-Method", function.Verb),
                ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key,if-match"));
            Assert.True(preflight.Status == 204, $"{function} answered {preflight.Status} to a preflight.");
            Assert.Equal([Portal], preflight.Headers.GetValues("Access-Control-Allow-Origin"));
            Assert.Equal([function.Verb], preflight.Headers.GetValues("Access-Control-Allow-Methods"));
            Assert.Equal(
                ["authorization,content-type,idempotency-key,if-match"], preflight.Headers.GetValues("Access-Control-Allow-Headers"));

            var answer = await Reply.GetAsync(app.Http, new HttpMethod(function.Verb), function.Path(), null, "", ("Origin", Portal));
            Assert.Equal([Portal], answer.Headers.GetValues("Access-Control-Allow-Origin"));
            Assert.Equal(["ETag, Location, Retry-After, Idempotency-Replayed"], answer.Headers.GetValues("Access-Control-Expose-Headers"));
        }
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_a_body()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var readings = AppFunction.All.Where(function => function.Verb == "GET").ToList();
        Assert.NotEmpty(readings);
        foreach (var function in readings)
        {
            var get = await owner.GetAsync(function.PathOn(id));
            var head = await owner.SendAsync(HttpMethod.Head, function.PathOn(id));
            Assert.Equal($"{function}: {get.Status} {get.MediaType} {get.ETag}", $"{function}: {head.Status} {head.MediaType} {head.ETag}");
            Assert.Equal("", head.Text);
        }
    }

    [Fact]
    public async Task A_known_route_says_which_methods_it_takes()
    {
        await using var app = await App.StartAsync();
        foreach (var route in AppFunction.All.GroupBy(function => function.Path()))
        {
            var taken = new List<string>();
            var refusals = new List<Reply>();
            foreach (var method in Methods)
            {
                var reply = await Reply.GetAsync(app.Http, new HttpMethod(method), route.Key, null, "");
                if (reply.Status != 405)
                    taken.Add(method);
                else if (method != "HEAD")
                    Assert.Equal("method-not-allowed", reply.Problem);
                if (reply.Status == 405)
                    refusals.Add(reply);
            }

            Assert.Subset(taken.ToHashSet(), route.Select(function => function.Verb).ToHashSet());
            Assert.NotEmpty(refusals);
            Assert.All(refusals, reply => Assert.Equal(
                $"{route.Key}: application/problem+json {string.Join(", ", taken.Order(StringComparer.Ordinal))}",
                $"{route.Key}: {reply.MediaType} {reply.Allow}"));
        }
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_by_its_name()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        User[] people = [owner, await app.OperatorAsync()];
        var refused = new HashSet<string>();
        var functions = AppFunction.All.Where(
            function => function.Operation is not null && !function.Rule.HasFlag(Accounts.Access.Who.Webhook)).ToList();
        foreach (var (function, user) in functions.SelectMany(function => people.Select(user => (function, user))))
        {
            var reply = await function.CallAsync(app.Http, function.PathOn(id) + "?Limit=1", user);
            Assert.True(
                reply is { Status: 403 or 404 } or { Status: 400, Problem: "unknown-query" }, $"{function} answered {reply.Status}.");
            if (reply.Status == 400 && reply.Json["parameter"]!.GetValue<string>() == "Limit")
                refused.Add(function.Name);
        }

        Assert.Empty(functions.Select(function => function.Name).Except(refused));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/nothing")]
    [InlineData("/me/nothing")]
    [InlineData("/organizations/1000000/nothing")]
    [InlineData("/%C3%BC/a%2Fb")]
    public async Task An_unknown_route_is_not_found_with_any_method(string path)
    {
        await using var app = await App.StartAsync();
        foreach (var method in Methods.Append("OPTIONS").Append("REPORT"))
        {
            var reply = await Reply.GetAsync(app.Http, new HttpMethod(method), "/api" + path, null, "");
            Assert.Equal((404, "application/problem+json"), (reply.Status, reply.MediaType));
            if (method != "HEAD")
                Assert.Equal("not-found", reply.Problem);
        }
    }

    /// <summary>The Functions host tries the routes in the order of names; a later function would never be reached.</summary>
    [Fact]
    public void Only_the_last_function_takes_every_address_and_every_method()
    {
        var functions = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .OrderBy(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        Assert.Equal(typeof(ZUnknownRoute), functions[^1].DeclaringType);
        Assert.All(functions[..^1], method => Assert.NotEmpty(
            method
                .GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
                .Single(trigger => trigger is not null)!.Methods!));
    }
}
