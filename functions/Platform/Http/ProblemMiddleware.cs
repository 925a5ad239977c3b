using System.Diagnostics;
using Azure;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Http;

/// <summary>The last resort: whatever a function throws, its caller gets a problem document that tells nothing of the inside.</summary>
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

        // The trace that the host knows, which is the caller's where a traceparent came in; the web server would count its own.
        if (ActivityContext.TryParse(context.TraceContext.TraceParent, null, out var trace))
            http.TraceIdentifier = trace.TraceId.ToHexString();
        // Null where the address has no values but fits two routes, such as the one that takes every address.
        http.Request.RouteValues ??= [];
        SetCommonHeaders(http.Response);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
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
        // Which origins may call is the host's to say; what their pages may read beyond the plain headers is said here.
        response.Headers.AccessControlExposeHeaders = ExposedHeaders;
    }

    /// <summary>
    /// Whether the storage or the durable engine does not answer, or not now. The storage's client gathers the failures of
    /// all its tries in one exception, and cancels those that take too long.
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

/// <summary>500: a fault of ours.</summary>
public sealed record Unexpected() : Failure(
    StatusCodes.Status500InternalServerError,
    "unexpected",
    "Something went wrong on our side",
    "The fault is logged under the traceId. Sending the same request again with the same Idempotency-Key is safe.");

/// <summary>503: something that we depend on does not answer.</summary>
public sealed record TemporarilyUnavailable() : Failure(
    StatusCodes.Status503ServiceUnavailable,
    "temporarily-unavailable",
    "Temporarily unavailable",
    "A service that this request needs does not answer. Send it again in a while; with the same Idempotency-Key that is safe.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = "5";
}
