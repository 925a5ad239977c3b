using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Platform.Http;

/// <summary>
/// Keeps the result of an HTTP function from being sent twice. By the time this middleware sees it, it has been written
/// as the HTTP response; the worker would serialize its public properties once more, for a host that does not read them.
/// </summary>
public sealed class HttpResultMiddleware : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not null)
            context.GetInvocationResult().Value = null;
    }
}
