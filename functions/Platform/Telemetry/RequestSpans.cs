using System.Diagnostics;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Adds method, route and status to the worker's span of an HTTP function. It never adds the address, because addresses
/// contain invitation tokens.
/// </summary>
public sealed class RequestSpans : IFunctionsWorkerMiddleware
{
    private static readonly Lazy<Dictionary<string, string>> Routes = new(() =>
        HttpFunction.All().ToDictionary(
            function => function.Function.Name, function => "/api/" + function.Trigger.Route, StringComparer.Ordinal));

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span || context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", RouteOf(context));
        await next(context);
        var status = StatusOf(context, http);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>The route of a function of the interface; null for other functions.</summary>
    internal static string? RouteOf(FunctionContext context) => Routes.Value.GetValueOrDefault(context.FunctionDefinition.Name);

    /// <summary>The status of the answer. The function's result is used, because it is written only after all middleware.</summary>
    internal static int StatusOf(FunctionContext context, HttpContext http) => context.GetInvocationResult().Value switch
    {
        IConditionalResult conditional => conditional.StatusFor(http.Request),
        Failure failure => failure.Status,
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        _ => http.Response.StatusCode,
    };
}
