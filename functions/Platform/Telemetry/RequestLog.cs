using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Logs each request once, so that the <c>traceId</c> of an answer leads to its request. It logs the route, never the address:
/// addresses contain invitation tokens and the search terms of operators.
/// </summary>
public sealed partial class RequestLog(TimeProvider time, ILogger<RequestLog> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var begun = time.GetTimestamp();
        await next(context);
        var route = RequestSpans.RouteOf(context) ?? context.FunctionDefinition.Name;
        var milliseconds = (long)time.GetElapsedTime(begun).TotalMilliseconds;
        LogRequest(logger, http.Request.Method, route, RequestSpans.StatusOf(context, http), milliseconds, http.TraceIdentifier);
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} answered {Status} in {Milliseconds} ms, trace {TraceId}")]
    private static partial void LogRequest(
        ILogger logger, string method, string route, int status, long milliseconds, string traceId);
}
