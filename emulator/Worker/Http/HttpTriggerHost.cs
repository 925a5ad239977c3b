using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Worker.Http;

/// <summary>Functions behind routes, under host.json's prefix.</summary>
internal sealed partial class HttpTriggerHost(
    FunctionCatalog catalog, FunctionInvoker invoker, HostJson hostJson, Listener listener, ILogger<HttpTriggerHost> logger) : ITriggerHost, IEndpoints
{
    public Type TriggerType => typeof(HttpTriggerAttribute);

    public string Title => "HTTP";

    public string Describe(DiscoveredFunction function)
    {
        var methods = ((HttpTriggerAttribute)function.Trigger).Methods ?? [];
        var verbs = methods.Length == 0 ? "" : $"[{string.Join(',', methods.Select(method => method.ToUpperInvariant()))}] ";
        return $"{verbs}{listener.BaseAddress}{Template(function)}";
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var function in catalog.TriggeredBy<HttpTriggerAttribute>())
        {
            var methods = ((HttpTriggerAttribute)function.Trigger).Methods ?? [];
            // The real host takes the verb as part of the route: a wrong one is 404, not ASP.NET Core's 405.
            var pattern = methods.Length == 0
                ? RoutePatternFactory.Parse(Template(function))
                : RoutePatternFactory.Parse(Template(function), null, new { verb = new HttpMethodRouteConstraint(methods) });
            routes.Map(pattern, context => HandleAsync(function, context)).WithDisplayName(function.Name);
        }
    }

    private string Template(DiscoveredFunction function)
    {
        var route = ((HttpTriggerAttribute)function.Trigger).Route ?? function.Name;
        return hostJson.RoutePrefix.Length == 0 ? route.TrimStart('/') : $"{hostJson.RoutePrefix}/{route.TrimStart('/')}";
    }

    private async Task HandleAsync(DiscoveredFunction function, HttpContext http)
    {
        try
        {
            await invoker.InvokeAsync(function, http.Request, BindingData(http), context => Attach(context, http), result => WriteAsync(result, http), http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            FunctionFailed(logger, function.Name, exception);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static void Attach(FunctionContext context, HttpContext http)
    {
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        context.InstanceServices = http.RequestServices;
    }

    // Any other kind of result is not written: with ASP.NET Core integration the response is the function's own business.
    private static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        IResult direct => direct.ExecuteAsync(http),
        _ => Task.CompletedTask,
    };

    // Route values win over the query's. The host key's name is no value for functions.
    private static Dictionary<string, object?> BindingData(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
        {
            if (!name.Equals("code", StringComparison.OrdinalIgnoreCase))
                data[name] = value.ToString();
        }

        foreach (var (name, value) in http.Request.RouteValues)
            data[name] = value;
        return data;
    }

    [LoggerMessage(LogLevel.Error, "Function {Function} failed and nothing in the app caught it.")]
    private static partial void FunctionFailed(ILogger logger, string function, Exception exception);
}
