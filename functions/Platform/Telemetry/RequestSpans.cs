using System.Diagnostics;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Says on the worker's span of an HTTP function what was asked for and how it was answered. The route, never the address:
/// addresses hold invitation tokens.
/// </summary>
public sealed class RequestSpans : IFunctionsWorkerMiddleware
{
    private static readonly Lazy<Dictionary<string, string>> Routes = new(() =>
        HttpFunction.All().ToDictionary(function => function.Function.Name, function => "/api/" + function.Trigger.Route, StringComparer.Ordinal));

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span || context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", Routes.Value.GetValueOrDefault(context.FunctionDefinition.Name));
        await next(context);
        var status = StatusOf(context.GetInvocationResult().Value) ?? http.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    // What a function returned is written after all middleware.
    private static int? StatusOf(object? result) => result switch
    {
        Answer answer => answer.Status,
        Failure failure => failure.Status,
        IStatusCodeHttpResult other => other.StatusCode,
        _ => null,
    };
}
