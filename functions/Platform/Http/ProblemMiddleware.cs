using System.Diagnostics;
using Azure;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Http;

/// <summary>The last resort: turns any exception of a function into a problem document without internal details.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string ExposedHeaders = "ETag, Location, Retry-After, Idempotency-Replayed";

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        // Uses the host's trace id, which is the caller's if a traceparent was sent. The web server would use its own id.
        if (ActivityContext.TryParse(context.TraceContext.TraceParent, null, out var trace))
            http.TraceIdentifier = trace.TraceId.ToHexString();
        // Null when an address without route values matches two routes, such as the catch-all route.
        http.Request.RouteValues ??= [];
        SetCommonHeaders(http.Response);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has disconnected, so nobody needs an answer.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            // The server could not read the request to its end.
            await AnswerAsync(
                http, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? new BodyTooLarge(Body.MaxBytes) : Body.Unreadable);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            LogUnexpected(logger, e, context.FunctionDefinition.Name);
            await AnswerAsync(http, IsOutage(e) ? new TemporarilyUnavailable() : new Unexpected());
        }
    }

    private static Task AnswerAsync(HttpContext http, Failure failure)
    {
        http.Response.Clear();
        SetCommonHeaders(http.Response);
        return failure.ExecuteAsync(http);
    }

    private static void SetCommonHeaders(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        // The host decides which origins may call. This header lists what their pages may read beyond the default headers.
        response.Headers.AccessControlExposeHeaders = ExposedHeaders;
    }

    /// <summary>
    /// Whether the storage or the durable engine is down or too busy. The storage client throws one exception with the failures
    /// of all its attempts, and cancels attempts that take too long.
    /// </summary>
    private static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 429 or >= 500 } or TimeoutException or OperationCanceledException => true,
        RpcException
        {
            StatusCode: StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Aborted or StatusCode.DeadlineExceeded,
        } => true,
        AggregateException { InnerException: { } first } => IsOutage(first),
        _ => false,
    };

    [LoggerMessage(LogLevel.Error, "Function {Function} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string function);
}

/// <summary>500: an unexpected failure on our side.</summary>
public sealed record Unexpected() : Failure(
    StatusCodes.Status500InternalServerError,
    "unexpected",
    "Something went wrong on our side",
    "The fault is logged under the traceId. Sending the same request again with the same Idempotency-Key is safe.");

/// <summary>503: a service that we depend on does not answer.</summary>
public sealed record TemporarilyUnavailable() : Failure(
    StatusCodes.Status503ServiceUnavailable,
    "temporarily-unavailable",
    "Temporarily unavailable",
    "A service that this request needs does not answer. Send it again later; with the same Idempotency-Key, that is safe.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = "5";
}
