using System.Threading.RateLimiting;
using Accounts.Emulator.Host;
using Accounts.Emulator.Worker.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Accounts.Emulator.Worker.Http;

/// <summary>
/// Answers HTTP requests with functions. Each request reaches the worker twice: as an invocation over the protocol, and as
/// the request itself at the app's web server. The worker joins both by the invocation's id.
/// </summary>
internal sealed class FunctionRequests(WorkerChannel worker, AppHost app, HttpSettings settings) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";
    private const string TooManyHeader = "X-FUNCTION-SCALEOUT";

    private static readonly Value EmptyRequest = new() { Http = new HttpExchange() };

    // Removed, so that a caller cannot pretend to have another address.
    private static readonly string[] Forwarded = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"];

    private readonly ConcurrencyLimiter? _limiter = settings.NewLimiter();

    public async Task HandleAsync(LoadedFunction function, HttpContext http)
    {
        using var lease = _limiter is null ? null : await _limiter.AcquireAsync(1, http.RequestAborted);
        if (lease is { IsAcquired: false })
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers[TooManyHeader] = "1";
            return;
        }

        var invocation = Invocation(function, http.Request);
        var invoking = worker.InvokeAsync(function, invocation, http.RequestAborted);
        var answering = app.Server.ForwardAsync(http, app.Services);
        await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)invoking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The app has already written the function's answer. The return value is dropped, as in the real host.
        if (answering.IsCompletedSuccessfully && invoking.IsCompletedSuccessfully && invoking.Result.Succeeded)
            return;
        Fail(http);
    }

    public void Dispose() => _limiter?.Dispose();

    private static Invocation Invocation(LoadedFunction function, HttpRequest request)
    {
        var headers = request.Headers;
        var invocation = new Invocation
        {
            Id = WorkerChannel.NewId(),
            Inputs = { new Argument { Name = function.Trigger.Name, Value = EmptyRequest } },
            Trace = TraceParent.Of(One(headers.TraceParent), One(headers.TraceState)),
        };
        headers[InvocationIdHeader] = invocation.Id;
        foreach (var header in Forwarded)
            headers.Remove(header);
        // The worker binds parameters to these. Route values override the query; "code" is the host key, not a value for functions.
        foreach (var (name, value) in request.Query)
        {
            if (!name.Equals("code", StringComparison.OrdinalIgnoreCase))
                invocation.Metadata[name] = new Value { Text = value.ToString() };
        }

        foreach (var (name, value) in request.RouteValues)
            invocation.Metadata[name] = new Value { Text = (string?)value ?? "" };
        return invocation;
    }

    private static string? One(StringValues header) => header.Count == 1 ? header.ToString() : null;

    // The worker has logged the reason.
    private static void Fail(HttpContext http)
    {
        if (http.RequestAborted.IsCancellationRequested)
            return;
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
