using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Platform.Http;

/// <summary>
/// Prevents the result of an HTTP function from being sent twice. When this middleware sees the result, it is already written
/// as the HTTP response. Otherwise the worker would serialize its public properties again, for a host that does not read them.
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
