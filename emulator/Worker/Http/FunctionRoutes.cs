using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Accounts.Emulator.Worker.Http;

/// <summary>The routes of the app's functions, under host.json's prefix. They are known once the worker has loaded them.</summary>
internal sealed class FunctionRoutes(HostJson hostJson, Listener listener, FunctionRequests requests) : EndpointDataSource, IDisposable
{
    private const string Trigger = "httpTrigger";

    private readonly CancellationTokenSource _known = new();
    private IReadOnlyList<Endpoint> _endpoints = [];

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() =>
        _known.IsCancellationRequested ? NullChangeToken.Singleton : new CancellationChangeToken(_known.Token);

    /// <summary>The prefix of all routes; may be empty.</summary>
    public string Prefix => hostJson.Http.RoutePrefix;

    /// <summary>Such as <c>[GET] http://localhost:7071/api/me</c>; null for a function that HTTP does not start.</summary>
    public string? Describe(LoadedFunction function)
    {
        if (!function.Trigger.Is(Trigger))
            return null;
        var methods = Methods(function);
        var verbs = methods.Length == 0 ? "" : $"[{string.Join(',', methods)}] ";
        return $"{verbs}{listener.BaseAddress}{Template(function)}";
    }

    public void Set(IEnumerable<LoadedFunction> functions)
    {
        _endpoints = [.. functions.Where(function => function.Trigger.Is(Trigger)).Select(Endpoint)];
        _known.Cancel();
    }

    public void Dispose() => _known.Dispose();

    private RouteEndpoint Endpoint(LoadedFunction function)
    {
        var methods = Methods(function);
        // For the real host the verb is part of the route: a wrong one is 404, not ASP.NET Core's 405.
        var pattern = methods.Length == 0
            ? RoutePatternFactory.Parse(Template(function))
            : RoutePatternFactory.Parse(Template(function), null, new { verb = new HttpMethodRouteConstraint(methods) });
        return new RouteEndpoint(http => requests.HandleAsync(function, http), pattern, 0, EndpointMetadataCollection.Empty, function.Name);
    }

    private string Template(LoadedFunction function)
    {
        var route = function.Trigger.Text("route") ?? function.Name;
        return Prefix.Length == 0 ? route.TrimStart('/') : $"{Prefix}/{route.TrimStart('/')}";
    }

    private static string[] Methods(LoadedFunction function) =>
        [.. function.Trigger.List("methods").Select(method => method.ToUpperInvariant())];
}
